package dev.breakwater.jobs.redrive;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.kafka.KafkaMetrics;
import dev.breakwater.operators.ledger.Ledger;
import dev.breakwater.operators.ledger.LedgerMetrics;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.redrive.Mode;
import dev.breakwater.operators.redrive.Redrive;
import dev.breakwater.operators.redrive.RedriveMetrics;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph of redrive. Names and uids are part of every savepoint: they never change. */
public final class RedriveTopology {

  static final String DEAD_LETTERS = "dead-letters";
  static final String OUTPUTS = "outputs";

  /** Exits: to a target or the parking topic, or nowhere. */
  static final String SENT = "sent";

  static final String LEFT = "left";

  private RedriveTopology() {}

  /** Adds the graph to the environment; nothing runs yet. */
  public static void build(
      StreamExecutionEnvironment environment, RedrivePorts ports, RedriveJobConfig config) {
    Ledger ledger = new Ledger(config.ledger());
    SingleOutputStreamOperator<RawRecord> read =
        ledger.read(
            environment
                .fromSource(
                    ports.deadLetters(),
                    WatermarkStrategy.noWatermarks(),
                    DEAD_LETTERS,
                    EventTypes.RAW_RECORD)
                .setParallelism(1)
                .uid(DEAD_LETTERS));
    // One run looks at all dead letters again: it does not receive them.
    SingleOutputStreamOperator<RawRecord> letters =
        config.redrive().mode() == Mode.CONTINUOUS ? ledger.received(read) : read;
    SingleOutputStreamOperator<RawRecord> sent =
        Redrive.apply(letters, ports.policy(), ports.plan());
    ledger.exitOfRecords(LEFT, Redrive.left(sent));
    ledger
        .written(OUTPUTS, new RedriveBooking(ports.policy()), ledger.exitOfLetters(SENT, sent))
        .sinkTo(ports.outputs())
        .setParallelism(1)
        .name(OUTPUTS)
        .uid(OUTPUTS);
    ledger.sinkTo(ports.ledger());
  }

  /** The metrics of its operators. */
  public static List<Metric> metrics() {
    return Metric.join(RedriveMetrics.all(), KafkaMetrics.all(), LedgerMetrics.all());
  }
}
