package dev.breakwater.testkit.contract;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.jspecify.annotations.Nullable;

/** The script, in the order of the calls, and what is promised of the operator. */
public final class StatefulContractBuilder<K, IN, OUT> {

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

  StatefulContractBuilder(
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
  public StatefulContractBuilder<K, IN, OUT> record(IN value, long timestamp) {
    script.add(new Step.Arrival<>(value, timestamp));
    return this;
  }

  /** Next, the watermark moves on, in epoch milliseconds. */
  public StatefulContractBuilder<K, IN, OUT> watermark(long time) {
    script.add(new Step.Watermark<>(time));
    return this;
  }

  /** Next, processing time moves on, in epoch milliseconds; it begins at 0. */
  public StatefulContractBuilder<K, IN, OUT> processingTime(long time) {
    script.add(new Step.ProcessingTime<>(time));
    return this;
  }

  /** The times at which all that the script leaves in state must be gone. */
  public StatefulContractBuilder<K, IN, OUT> expiredAt(long watermark, long processingTime) {
    this.expired = new Moment(watermark, processingTime);
    return this;
  }

  /**
   * The metrics that are documented, relative to the operator, with groups in front by dots: {@code
   * late}, {@code reason.malformed.deadLetters}. Default: none.
   */
  public StatefulContractBuilder<K, IN, OUT> metrics(String... names) {
    this.metrics = Set.of(names);
    return this;
  }

  /** The backends it is made for; default: all. */
  public StatefulContractBuilder<K, IN, OUT> backends(Backend... made) {
    this.backends = List.of(made);
    return this;
  }

  /** A clock that was injected into the operator, set whenever processing time moves. */
  public StatefulContractBuilder<K, IN, OUT> clock(LongConsumer injected) {
    this.clock = injected;
    return this;
  }

  /**
   * Where the snapshots of all versions are kept, and the version it has now. When the present
   * version has none yet, the contract makes one and fails, saying where to move it.
   */
  public StatefulContractBuilder<K, IN, OUT> snapshots(Path directory, String version) {
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
