package dev.breakwater.testkit.contract;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * A sound function: numbers the records of a key, until the key was silent for 100 ms of event
 * time; then it tells how many there were. Each fault breaks it in one way.
 */
final class Tally extends KeyedProcessFunction<String, String, String> {

  static final OutputTag<String> TOTALS = new OutputTag<>("totals", Types.STRING);
  static final long SILENCE = 100;

  private final Fault fault;
  private transient ValueState<Long> count;
  private transient ValueState<Long> timer;
  private transient Counter records;
  private transient @Nullable Thread background;
  private final transient Object onlyOnTheClient = new Object();

  Tally(Fault fault) {
    this.fault = fault;
  }

  @Override
  public void open(OpenContext context) {
    TypeInformation<Long> type = fault == Fault.KRYO_STATE ? new KryoLong() : Types.LONG;
    String name = fault == Fault.RENAMED_STATE ? "number" : "count";
    count = getRuntimeContext().getState(new ValueStateDescriptor<>(name, type));
    timer = getRuntimeContext().getState(new ValueStateDescriptor<>("timer", Types.LONG));
    records =
        getRuntimeContext()
            .getMetricGroup()
            .addGroup("tally")
            .counter(fault == Fault.OTHER_METRIC ? "hits" : "records");
    if (fault == Fault.NEEDS_THE_CLIENT) {
      onlyOnTheClient.notifyAll();
    }
    if (fault == Fault.LEAVES_A_THREAD) {
      background = new Thread(Tally::sleepForLong, "left-behind");
      background.setDaemon(true);
      background.start();
    }
  }

  @Override
  public void processElement(String value, Context context, Collector<String> out)
      throws Exception {
    records.inc();
    Long before = count.value();
    long now = before == null ? 1 : before + 1;
    count.update(now);
    out.collect(value + now);
    Long set = timer.value();
    if (set != null && fault != Fault.LEAVES_TIMERS) {
      context.timerService().deleteEventTimeTimer(set);
    }
    long at = context.timestamp() + SILENCE;
    context.timerService().registerEventTimeTimer(fault == Fault.LEAVES_TIMERS ? at * 1_000 : at);
    timer.update(at);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<String> out)
      throws Exception {
    context.output(TOTALS, context.getCurrentKey() + " had " + count.value());
    if (fault != Fault.LEAVES_STATE) {
      count.clear();
    }
    timer.clear();
  }

  @Override
  public void close() {
    if (fault == Fault.CLOSES_ONLY_WHEN_OPENED) {
      count.clear();
    }
  }

  private static void sleepForLong() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is wrong with it. */
  enum Fault {
    NONE,
    LEAVES_STATE,
    LEAVES_TIMERS,
    KRYO_STATE,
    RENAMED_STATE,
    OTHER_METRIC,
    NEEDS_THE_CLIENT,
    LEAVES_A_THREAD,
    CLOSES_ONLY_WHEN_OPENED
  }
}
