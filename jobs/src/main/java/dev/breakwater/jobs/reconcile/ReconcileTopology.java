package dev.breakwater.jobs.reconcile;

import dev.breakwater.operators.deadletter.DeadLetterMetrics;
import dev.breakwater.operators.deadletter.DeadLetters;
import dev.breakwater.operators.deadletter.Split;
import dev.breakwater.operators.decode.Decode;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.kafka.KafkaMetrics;
import dev.breakwater.operators.ledger.Ledger;
import dev.breakwater.operators.ledger.LedgerMetrics;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.quorum.Quorum;
import dev.breakwater.operators.quorum.QuorumMetrics;
import dev.breakwater.operators.quorum.Reconciled;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph of reconcile. Names and uids are part of every savepoint: they never change. */
public final class ReconcileTopology {

  static final String RAW = "raw";
  static final String RESULTS = "results";
  static final String DISCREPANCIES = "discrepancies";
  static final String STRAGGLERS = "stragglers";
  static final String DEAD_LETTERS = "dead-letters";

  /** Exit: copies that take part in a result, whatever becomes of it. */
  static final String COUNTED = "counted";

  private ReconcileTopology() {}

  /** Adds the graph to the environment; nothing runs yet. */
  public static void build(
      StreamExecutionEnvironment environment, ReconcilePorts ports, ReconcileConfig config) {
    Ledger ledger = new Ledger(config.ledger());
    DataStream<RawRecord> raw =
        ledger.received(
            ledger.read(
                environment
                    .fromSource(
                        ports.raw(), WatermarkStrategy.noWatermarks(), RAW, EventTypes.RAW_RECORD)
                    .uid(RAW)));
    Split split = DeadLetters.split(Decode.apply(raw, config.decode()), config.deadLetters());
    Reconciled reconciled = Quorum.apply(split.events(), config.quorum(), config.ledger().isKept());
    ledger.exit(COUNTED, reconciled.counted());
    ledger
        .written(RESULTS, config.resultTopic(), reconciled.results())
        .sinkTo(ports.results())
        .name(RESULTS)
        .uid(RESULTS);
    ledger
        .written(DISCREPANCIES, config.discrepanciesTopic(), reconciled.discrepancies())
        .sinkTo(ports.discrepancies())
        .name(DISCREPANCIES)
        .uid(DISCREPANCIES);
    DataStream<Event> stragglers = ledger.exit(STRAGGLERS, reconciled.stragglers());
    if (ports.stragglers() != null && config.stragglersTopic() != null) {
      ledger
          .written(STRAGGLERS, config.stragglersTopic(), stragglers)
          .sinkTo(ports.stragglers())
          .name(STRAGGLERS)
          .uid(STRAGGLERS);
    }
    deadLetters(ports, config, ledger, split.deadLetters().union(reconciled.deadLetters()));
    ledger.sinkTo(ports.ledger());
  }

  private static void deadLetters(
      ReconcilePorts ports, ReconcileConfig config, Ledger ledger, DataStream<DeadLetter> dead) {
    ledger
        .written(DEAD_LETTERS, config.deadLetterTopic(), ledger.exit(DEAD_LETTERS, dead))
        .sinkTo(ports.deadLetters())
        .name(DEAD_LETTERS)
        .uid(DEAD_LETTERS);
  }

  /** The metrics of its operators. */
  public static List<Metric> metrics() {
    return Metric.join(
        DeadLetterMetrics.all(), QuorumMetrics.all(), KafkaMetrics.all(), LedgerMetrics.all());
  }
}
