package dev.breakwater.testkit.contract;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.util.Collector;

/** An operator registers the metrics that are documented, and no others. */
final class Naming {

  private Naming() {}

  static <K, IN, OUT> void check(
      Subject<K, IN, OUT> subject, Backend backend, Set<String> documented) throws Exception {
    SortedSet<String> registered = registered(subject, backend);
    // What Flink itself registers for any operator is not this one's to document.
    registered.removeAll(registered(subject.with(Naming::idle), backend));
    SortedSet<String> missing = new TreeSet<>(documented);
    missing.removeAll(registered);
    SortedSet<String> surplus = new TreeSet<>(registered);
    surplus.removeAll(documented);
    if (!missing.isEmpty() || !surplus.isEmpty()) {
      throw new AssertionError(
          "metrics differ from the documented ones: not registered %s, not documented %s"
              .formatted(missing, surplus));
    }
  }

  private static <K, IN, OUT> SortedSet<String> registered(
      Subject<K, IN, OUT> subject, Backend backend) throws Exception {
    try (Fleet<K, IN, OUT> fleet = Fleet.start(subject, backend)) {
      fleet.playToEnd();
      Subtask<K, IN, OUT> subtask = fleet.first();
      return subtask
          .metrics()
          .below(subtask.harness().getOperator().getMetricGroup().getScopeComponents());
    }
  }

  private static <K, IN, OUT> KeyedProcessOperator<K, IN, OUT> idle() {
    return new KeyedProcessOperator<>(new Idle<>());
  }

  private static final class Idle<K, IN, OUT> extends KeyedProcessFunction<K, IN, OUT> {

    @Override
    public void processElement(IN value, Context context, Collector<OUT> out) {}
  }
}
