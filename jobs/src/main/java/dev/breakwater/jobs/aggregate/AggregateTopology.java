package dev.breakwater.jobs.aggregate;

import dev.breakwater.operators.deadletter.DeadLetterMetrics;
import dev.breakwater.operators.deadletter.DeadLetters;
import dev.breakwater.operators.deadletter.Split;
import dev.breakwater.operators.decode.Decode;
import dev.breakwater.operators.decode.EventTimestamps;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.kafka.KafkaMetrics;
import dev.breakwater.operators.ledger.Ledger;
import dev.breakwater.operators.ledger.LedgerMetrics;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.time.EventTimes;
import dev.breakwater.operators.window.Window;
import dev.breakwater.operators.window.WindowMetrics;
import dev.breakwater.operators.window.Windowed;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph of aggregate. Names and uids are part of every savepoint: they never change. */
public final class AggregateTopology {

  static final String RAW = "raw";
  static final String RESULTS = "results";
  static final String DEAD_LETTERS = "dead-letters";

  /** Exits: what is in a window, told before the shuffle or, in doubt, behind it. */
  static final String WINDOWED = "windowed";

  static final String WINDOWED_LATER = "windowed-later";

  private AggregateTopology() {}

  /** Adds the graph to the environment; nothing runs yet. */
  public static void build(
      StreamExecutionEnvironment environment, AggregatePorts ports, AggregateConfig config) {
    Ledger ledger = new Ledger(config.ledger());
    DataStream<RawRecord> raw =
        ledger.received(
            ledger.read(
                environment
                    .fromSource(ports.raw(), eventTime(config), RAW, EventTypes.RAW_RECORD)
                    .uid(RAW)));
    Split split = DeadLetters.split(Decode.apply(raw, config.decode()), config.deadLetters());
    Windowed windowed = Window.apply(split.events(), config.window(), config.ledger().isKept());
    ledger.exit(WINDOWED, windowed.accepted());
    ledger.exit(WINDOWED_LATER, windowed.acceptedLater());
    ledger
        .written(RESULTS, config.resultTopic(), windowed.results())
        .sinkTo(ports.results())
        .name(RESULTS)
        .uid(RESULTS);
    DataStream<DeadLetter> dead =
        ledger.exit(DEAD_LETTERS, split.deadLetters().union(windowed.deadLetters()));
    ledger
        .written(DEAD_LETTERS, config.deadLetterTopic(), dead)
        .sinkTo(ports.deadLetters())
        .name(DEAD_LETTERS)
        .uid(DEAD_LETTERS);
    ledger.sinkTo(ports.ledger());
  }

  private static WatermarkStrategy<RawRecord> eventTime(AggregateConfig config) {
    EventTimes times =
        new EventTimes(
            Duration.ofMillis(config.window().outOfOrderness()),
            Duration.ofMillis(config.window().ahead()),
            config.source().idleTimeout());
    return times.<RawRecord>strategy().withTimestampAssigner(EventTimestamps.of(config.decode()));
  }

  /** The metrics of its operators. */
  public static List<Metric> metrics() {
    return Metric.join(
        DeadLetterMetrics.all(), WindowMetrics.all(), KafkaMetrics.all(), LedgerMetrics.all());
  }
}
