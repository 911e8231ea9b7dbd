package dev.breakwater.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * The tests that every stateful function or operator on a keyed stream must pass. It
 *
 * <ul>
 *   <li>closes, opened or not, and leaves no thread behind;
 *   <li>leaves no keyed state and no timer behind after expiry;
 *   <li>puts out the same when it is restored from a snapshot, anywhere in the script;
 *   <li>puts out the same when it is rescaled from 1 to 2 to 3 and back to 1;
 *   <li>registers the documented metrics and no others;
 *   <li>serializes inputs, keys, outputs and state without Kryo;
 *   <li>goes on from the snapshots of its earlier versions, where it has been told of them.
 * </ul>
 *
 * <p>Use it as {@code @TestFactory Stream<DynamicTest> contract() { return
 * StatefulContract.ofFunction(…)…build().tests(); }}. Values put out must have an {@code equals}.
 * Processing time begins at 0; when state is restored, time is where it was.
 */
public final class StatefulContract<K, IN, OUT> {

  private final Subject<K, IN, OUT> subject;
  private final List<Backend> backends;
  private final Moment expired;
  private final Set<String> metrics;
  private final @Nullable PastSnapshots snapshots;

  StatefulContract(
      Subject<K, IN, OUT> subject,
      List<Backend> backends,
      Moment expired,
      Set<String> metrics,
      @Nullable PastSnapshots snapshots) {
    this.subject = subject;
    this.backends = backends;
    this.expired = expired;
    this.metrics = metrics;
    this.snapshots = snapshots;
  }

  /** For a process function; called once for every instance needed. */
  public static <K, IN, OUT> Keys<IN, OUT> ofFunction(
      Supplier<? extends KeyedProcessFunction<K, IN, OUT>> function) {
    return ofOperator(() -> new KeyedProcessOperator<>(function.get()));
  }

  /** For an operator; called once for every instance needed. */
  public static <IN, OUT> Keys<IN, OUT> ofOperator(
      Supplier<? extends OneInputStreamOperator<IN, OUT>> operator) {
    return new Keys<>(HarnessFactory.ofOperator(operator));
  }

  /** For an operator with a factory of its own; called once for every instance needed. */
  public static <IN, OUT> Keys<IN, OUT> ofFactory(
      Supplier<? extends OneInputStreamOperatorFactory<IN, OUT>> factory) {
    return new Keys<>(HarnessFactory.ofFactory(factory));
  }

  /** One test for each clause and backend. */
  public Stream<DynamicTest> tests() {
    return clauses().stream().map(clause -> DynamicTest.dynamicTest(clause.name(), clause.check()));
  }

  List<Clause> clauses() {
    List<Clause> clauses = new ArrayList<>();
    for (Backend backend : backends) {
      clauses.add(Clause.on(backend, "closes cleanly", () -> Closing.check(subject, backend)));
      clauses.add(
          Clause.on(
              backend,
              "leaves no state or timer after expiry",
              () -> Expiry.check(subject, backend, expired)));
      clauses.add(
          Clause.on(
              backend, "restores to the same output", () -> Restoring.check(subject, backend)));
      clauses.add(
          Clause.on(
              backend, "survives rescaling", () -> Restoring.checkRescaling(subject, backend)));
      clauses.add(
          Clause.on(
              backend,
              "registers the documented metrics",
              () -> Naming.check(subject, backend, metrics)));
      clauses.add(
          Clause.on(
              backend, "serializes without Kryo", () -> Serialization.check(subject, backend)));
      if (snapshots != null) {
        clauses.addAll(snapshots.clauses(subject, backend));
      }
    }
    if (snapshots != null) {
      clauses.add(
          new Clause("keeps a snapshot of this version", () -> snapshots.checkCurrent(subject)));
    }
    return clauses;
  }

  /** What comes after the operator: its key and types. */
  public static final class Keys<IN, OUT> {

    private final HarnessFactory<IN, OUT> operator;

    private Keys(HarnessFactory<IN, OUT> operator) {
      this.operator = operator;
    }

    /** The key of the stream, and the types that are declared for its inputs and outputs. */
    public <K> StatefulContractBuilder<K, IN, OUT> keyedBy(
        KeySelector<IN, K> selector,
        TypeInformation<K> key,
        TypeInformation<IN> input,
        TypeInformation<OUT> output) {
      return new StatefulContractBuilder<>(operator, selector, key, input, output);
    }
  }
}
