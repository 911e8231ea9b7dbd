package dev.breakwater.operators.dedup;

import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** A state per identity that is removed when it is older than the retention. */
final class RetainedState {

  /** Expired rows that compaction drops between two questions for the time: calls into Java. */
  private static final long COMPACTION_CLOCK_INTERVAL = 10_000;

  private RetainedState() {}

  static <T> ValueStateDescriptor<T> of(
      String name, TypeSerializer<T> serializer, long retentionMillis) {
    ValueStateDescriptor<T> descriptor = new ValueStateDescriptor<>(name, serializer);
    Duration retention = Duration.ofMillis(retentionMillis);
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(retention)
            .cleanupInRocksdbCompactFilter(COMPACTION_CLOCK_INTERVAL, retention)
            .build());
    return descriptor;
  }
}
