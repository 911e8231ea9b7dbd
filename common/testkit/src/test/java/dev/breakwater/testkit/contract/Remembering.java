package dev.breakwater.testkit.contract;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** A sound function: lets a key pass once in 100 ms of processing time, by time to live. */
final class Remembering extends KeyedProcessFunction<String, String, String> {

  static final long TIME_TO_LIVE = 100;

  private final boolean cleansUp;
  private transient ValueState<Boolean> seen;

  Remembering(boolean cleansUp) {
    this.cleansUp = cleansUp;
  }

  @Override
  public void open(OpenContext context) {
    StateTtlConfig.Builder ttl = StateTtlConfig.newBuilder(Duration.ofMillis(TIME_TO_LIVE));
    ttl = cleansUp ? ttl.cleanupInRocksdbCompactFilter(10_000) : ttl.disableCleanupInBackground();
    ttl = cleansUp ? ttl.cleanupFullSnapshot() : ttl;
    ValueStateDescriptor<Boolean> descriptor = new ValueStateDescriptor<>("seen", Types.BOOLEAN);
    descriptor.enableTimeToLive(ttl.build());
    seen = getRuntimeContext().getState(descriptor);
  }

  @Override
  public void processElement(String value, Context context, Collector<String> out)
      throws Exception {
    if (seen.value() == null) {
      seen.update(true);
      out.collect(value);
    }
  }
}
