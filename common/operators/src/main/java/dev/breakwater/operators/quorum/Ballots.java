package dev.breakwater.operators.quorum;

import dev.breakwater.operators.dedup.Fingerprint;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.jspecify.annotations.Nullable;

/**
 * The ballots of a subtask: those touched since the last write to the state on the heap, at most
 * {@link #CAPACITY} with at most {@link #MOST_BYTES} of payloads, the others in the state only. The
 * copies of a result come close together, so most ballots are read and written once instead of once
 * per copy.
 *
 * <p>They are written in the order of the state's keys, which is cheaper for RocksDB, and then let
 * go of: a state backend on the heap must not see them change under its snapshot.
 */
final class Ballots implements AutoCloseable {

  /** Writing them takes some ten milliseconds: what a checkpoint may have to wait for. */
  static final int CAPACITY = 16 * 1024;

  /** Payloads may be large. */
  static final int MOST_BYTES = 32 << 20;

  private static final Comparator<Touched> BY_ROW =
      Comparator.<Touched>comparingInt(Touched::group)
          .thenComparing((one, other) -> Long.compareUnsigned(one.key.high(), other.key.high()));

  private final KeyedStateBackend<Fingerprint> backend;
  private final ValueState<Ballot> state;
  private final Horizon horizon;
  private final int keyGroups;
  private final Sweep sweep;
  private final Map<Fingerprint, Touched> touched = new HashMap<>(2 * CAPACITY);
  private long bytes;

  private record Touched(int group, Fingerprint key, Ballot ballot) {}

  /**
   * @param name of the state
   * @param keyGroups the operator's maximum parallelism
   */
  Ballots(
      KeyedStateBackend<Fingerprint> backend,
      ValueState<Ballot> state,
      String name,
      Horizon horizon,
      int keyGroups) {
    this.backend = backend;
    this.state = state;
    this.horizon = horizon;
    this.keyGroups = keyGroups;
    this.sweep = new Sweep(backend, name, this::forgetIfOver);
  }

  /** The ballot of the current key, or null where there is none. */
  @Nullable Ballot find(Fingerprint key) throws Exception {
    Touched found = touched.get(key);
    if (found != null) {
      return found.ballot;
    }
    Ballot ballot = state.value();
    if (ballot != null) {
      keep(key, ballot);
    }
    return ballot;
  }

  /** A ballot that the state does not have, or has as it was. */
  void keep(Fingerprint key, Ballot ballot) throws Exception {
    if (touched.size() >= CAPACITY) {
      write();
    }
    int group = KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups);
    touched.put(key, new Touched(group, key, ballot));
    bytes += ballot.heldBytes();
  }

  /** One that is touched holds so many bytes more. Whoever has one in hand lets go of it. */
  void grew(int more) throws Exception {
    bytes += more;
    if (bytes >= MOST_BYTES) {
      write();
    }
  }

  /** Writes all that were touched. */
  void write() throws Exception {
    Fingerprint current = backend.getCurrentKey();
    Touched[] rows = touched.values().toArray(new Touched[0]);
    Arrays.sort(rows, BY_ROW);
    for (Touched row : rows) {
      backend.setCurrentKey(row.key);
      state.update(row.ballot);
    }
    touched.clear();
    bytes = 0;
    comeBackTo(current);
  }

  /** Begins to forget what is over, unless that is going on. */
  void beginSweep() {
    sweep.begin();
  }

  /** Goes on to forget what is over. */
  void sweep(int rows) throws Exception {
    Fingerprint current = backend.getCurrentKey();
    sweep.step(rows);
    comeBackTo(current);
  }

  /** Those that are open are never over; those that are touched are for the next time. */
  private void forgetIfOver(Fingerprint key) throws Exception {
    if (touched.containsKey(key)) {
      return;
    }
    backend.setCurrentKey(key);
    Ballot ballot = state.value();
    if (ballot != null && ballot.isClosed() && horizon.isOver(ballot.born())) {
      state.clear();
    }
  }

  /** There is none before the first record. */
  private void comeBackTo(@Nullable Fingerprint current) {
    if (current != null) {
      backend.setCurrentKey(current);
    }
  }

  @Override
  public void close() {
    sweep.close();
  }
}
