package dev.breakwater.testkit.contract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
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

  private StatefulContract(
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
    public <K> Builder<K, IN, OUT> keyedBy(
        KeySelector<IN, K> selector,
        TypeInformation<K> key,
        TypeInformation<IN> input,
        TypeInformation<OUT> output) {
      return new Builder<>(operator, selector, key, input, output);
    }
  }

  /** The script, in the order of the calls, and what is promised of the operator. */
  public static final class Builder<K, IN, OUT> {

    private final HarnessFactory<IN, OUT> operator;
    private final KeySelector<IN, K> keySelector;
    private final TypeInformation<K> keyType;
    private final TypeInformation<IN> inputType;
    private final TypeInformation<OUT> outputType;
    private final List<Step<IN>> script = new ArrayList<>();
    private List<Backend> backends = List.of(Backend.values());
    private @Nullable Moment expired;
    private Set<String> metrics = Set.of();
    private LongConsumer clock = time -> {};
    private @Nullable PastSnapshots snapshots;

    private Builder(
        HarnessFactory<IN, OUT> operator,
        KeySelector<IN, K> keySelector,
        TypeInformation<K> keyType,
        TypeInformation<IN> inputType,
        TypeInformation<OUT> outputType) {
      this.operator = operator;
      this.keySelector = keySelector;
      this.keyType = keyType;
      this.inputType = inputType;
      this.outputType = outputType;
    }

    /** Next, a record comes in, with its timestamp in epoch milliseconds. */
    public Builder<K, IN, OUT> record(IN value, long timestamp) {
      script.add(new Step.Arrival<>(value, timestamp));
      return this;
    }

    /** Next, the watermark moves on, in epoch milliseconds. */
    public Builder<K, IN, OUT> watermark(long time) {
      script.add(new Step.Watermark<>(time));
      return this;
    }

    /** Next, processing time moves on, in epoch milliseconds; it begins at 0. */
    public Builder<K, IN, OUT> processingTime(long time) {
      script.add(new Step.ProcessingTime<>(time));
      return this;
    }

    /** The times at which all that the script leaves in state must be gone. */
    public Builder<K, IN, OUT> expiredAt(long watermark, long processingTime) {
      this.expired = new Moment(watermark, processingTime);
      return this;
    }

    /**
     * The metrics that are documented, relative to the operator, with groups in front by dots:
     * {@code late}, {@code reason.malformed.deadLetters}. Default: none.
     */
    public Builder<K, IN, OUT> metrics(String... names) {
      this.metrics = Set.of(names);
      return this;
    }

    /** The backends it is made for; default: all. */
    public Builder<K, IN, OUT> backends(Backend... made) {
      this.backends = List.of(made);
      return this;
    }

    /** A clock that was injected into the operator, set whenever processing time moves. */
    public Builder<K, IN, OUT> clock(LongConsumer injected) {
      this.clock = injected;
      return this;
    }

    /**
     * Where the snapshots of all versions are kept, and the version it has now. When the present
     * version has none yet, the contract makes one and fails, saying where to move it.
     */
    public Builder<K, IN, OUT> snapshots(Path directory, String version) {
      this.snapshots = new PastSnapshots(directory, version);
      return this;
    }

    /**
     * The contract.
     *
     * @throws IllegalStateException when the time of expiry has not been said
     */
    public StatefulContract<K, IN, OUT> build() {
      if (expired == null) {
        throw new IllegalStateException("expiredAt must be set");
      }
      Subject<K, IN, OUT> subject =
          new Subject<>(
              operator, keySelector, keyType, inputType, outputType, clock, List.copyOf(script));
      return new StatefulContract<>(subject, backends, expired, metrics, snapshots);
    }
  }
}
