package dev.breakwater.testkit.contract;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.ByteSerializer;
import org.apache.flink.state.rocksdb.RocksDBKeyedStateBackend;
import org.rocksdb.RocksDBException;

/**
 * Nothing is left of an operator's state and timers once all of it has expired. State with a time
 * to live is removed by the backend in the background; that is brought about here by compacting
 * RocksDB or, on the heap, by a full snapshot and restore, whichever the state's own clean-up is
 * set to.
 */
final class Expiry {

  private Expiry() {}

  static <K, IN, OUT> void check(Subject<K, IN, OUT> subject, Backend backend, Moment expired)
      throws Exception {
    try (Fleet<K, IN, OUT> fleet = Fleet.start(subject, backend)) {
      requireSomethingKept(fleet, subject.script());
      fleet.play(new Step.ProcessingTime<>(expired.processingTime()));
      fleet.play(new Step.Watermark<>(expired.watermark()));
      if (fleet.timers() > 0) {
        throw new AssertionError("%d timers are left after expiry".formatted(fleet.timers()));
      }
      int left = fleet.entries() == 0 ? 0 : entriesAfterCleanUp(subject, backend, fleet);
      if (left > 0) {
        throw new AssertionError(
            "%d entries of keyed state are left after expiry, states are %s"
                .formatted(left, keyValueStates(fleet)));
      }
    }
  }

  private static <K, IN, OUT> void requireSomethingKept(
      Fleet<K, IN, OUT> fleet, List<Step<IN>> script) throws Exception {
    boolean kept = false;
    for (Step<IN> step : script) {
      fleet.play(step);
      kept |= fleet.entries() > 0 || fleet.timers() > 0;
    }
    // What an operator holds back until a checkpoint is state from then on.
    fleet.snapshot();
    if (!kept && fleet.entries() == 0) {
      throw new AssertionError("script is too weak: the operator never kept any state");
    }
  }

  private static <K, IN, OUT> int entriesAfterCleanUp(
      Subject<K, IN, OUT> subject, Backend backend, Fleet<K, IN, OUT> fleet) throws Exception {
    if (fleet.first().harness().backend() instanceof RocksDBKeyedStateBackend<?> rocks) {
      compact(rocks, keyValueStates(fleet));
      return fleet.entries();
    }
    Saved saved = fleet.snapshot();
    try (Fleet<K, IN, OUT> restored = Fleet.restore(subject, backend, 1, saved)) {
      return restored.entries();
    }
  }

  private static void compact(RocksDBKeyedStateBackend<?> backend, Set<String> states)
      throws RocksDBException {
    for (String state : states) {
      backend.compactState(new ValueStateDescriptor<>(state, ByteSerializer.INSTANCE));
    }
  }

  private static Set<String> keyValueStates(Fleet<?, ?, ?> fleet) throws Exception {
    Set<String> names = new TreeSet<>();
    for (SavedState state : SavedState.in(fleet.savepoint())) {
      if (state.keyValue()) {
        names.add(state.name());
      }
    }
    return names;
  }
}
