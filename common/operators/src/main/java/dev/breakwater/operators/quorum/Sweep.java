package dev.breakwater.operators.quorum;

import dev.breakwater.operators.dedup.Fingerprint;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the keys of the state, a few at a time, over and over: forgetting results costs no
 * timer each, and follows the time that the job runs, not the clock.
 */
final class Sweep implements AutoCloseable {

  private static final String ROCKSDB = "rocksdb";

  /** Looks at a result of the state, and may remove it. */
  interface Visitor {
    void visit(Fingerprint key) throws Exception;
  }

  private final KeyedStateBackend<Fingerprint> backend;
  private final String state;
  private final Visitor visitor;
  private @Nullable Stream<Fingerprint> rows;
  private @Nullable Iterator<Fingerprint> next;

  Sweep(KeyedStateBackend<Fingerprint> backend, String state, Visitor visitor) {
    this.backend = backend;
    this.state = state;
    this.visitor = visitor;
  }

  boolean isRunning() {
    return next != null;
  }

  /** Begins a pass, unless one is running. */
  void begin() {
    if (next != null) {
      return;
    }
    Stream<Fingerprint> keys = backend.getKeys(state, VoidNamespace.INSTANCE);
    if (ROCKSDB.equals(backend.getBackendTypeIdentifier())) {
      rows = keys;
      next = keys.iterator();
      return;
    }
    // Only RocksDB iterates over a state that is written meanwhile.
    try (keys) {
      List<Fingerprint> all = keys.toList();
      next = all.iterator();
    }
  }

  /** Goes on with the running pass, if there is one. */
  void step(int atMost) throws Exception {
    if (next == null) {
      return;
    }
    for (int i = 0; i < atMost; i++) {
      if (!next.hasNext()) {
        close();
        return;
      }
      visitor.visit(next.next());
    }
  }

  @Override
  public void close() {
    next = null;
    if (rows != null) {
      rows.close();
      rows = null;
    }
  }
}
