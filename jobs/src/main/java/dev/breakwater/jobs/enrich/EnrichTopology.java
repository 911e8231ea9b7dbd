package dev.breakwater.jobs.enrich;

import dev.breakwater.operators.breaker.BreakerMetrics;
import dev.breakwater.operators.deadletter.DeadLetterMetrics;
import dev.breakwater.operators.deadletter.DeadLetters;
import dev.breakwater.operators.deadletter.Split;
import dev.breakwater.operators.decode.Decode;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.kafka.KafkaMetrics;
import dev.breakwater.operators.ledger.Ledger;
import dev.breakwater.operators.ledger.LedgerMetrics;
import dev.breakwater.operators.lookup.Lookup;
import dev.breakwater.operators.lookup.LookupMetrics;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.quarantine.Quarantine;
import dev.breakwater.operators.quarantine.QuarantineMetrics;
import dev.breakwater.operators.repair.Repair;
import dev.breakwater.operators.repair.RepairMetrics;
import dev.breakwater.operators.repair.RepairPlan;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph of enrich. Names and uids are part of every savepoint: they never change. */
public final class EnrichTopology {

  static final String EVENTS = "events";
  static final String ENRICHED = "enriched";
  static final String DEAD_LETTERS = "dead-letters";
  static final String REPAIR = "repair";

  /** The one exit: with an answer, or as a dead letter. What was written tells them apart. */
  static final String ANSWERED = "answered";

  private EnrichTopology() {}

  /** Adds the graph to the environment; nothing runs yet. */
  public static void build(
      StreamExecutionEnvironment environment, EnrichPorts ports, EnrichConfig config) {
    Ledger ledger = new Ledger(config.ledger());
    DataStream<RawRecord> records =
        ledger.received(
            ledger.read(
                environment
                    .fromSource(
                        ports.events(),
                        WatermarkStrategy.noWatermarks(),
                        EVENTS,
                        EventTypes.RAW_RECORD)
                    .uid(EVENTS)));
    DataStream<Outcome> decoded = Decode.apply(records, config.decode());
    DataStream<Outcome> lookedUp = Lookup.apply(decoded, config.lookup());
    DataStream<Outcome> inOrder =
        config.quarantine().enabled() ? Quarantine.apply(lookedUp, config.quarantine()) : lookedUp;
    // In front of the split: the answer decides where a record goes, and may be another one now.
    RepairPlan plan = ports.repair();
    DataStream<Outcome> missing =
        Repair.apply(ledger.exit(ANSWERED, inOrder), plan, plan.outputs(), REPAIR).missing();
    Split split = DeadLetters.split(missing, config.deadLetters());
    ledger
        .written(ENRICHED, config.enrichedTopic(), split.events())
        .sinkTo(ports.enriched())
        .name(ENRICHED)
        .uid(ENRICHED);
    ledger
        .written(DEAD_LETTERS, config.deadLetterTopic(), split.deadLetters())
        .sinkTo(ports.deadLetters())
        .name(DEAD_LETTERS)
        .uid(DEAD_LETTERS);
    ledger.sinkTo(ports.ledger());
  }

  /** The metrics of its operators. Those of the quarantine only while that is on. */
  public static List<Metric> metrics() {
    return Metric.join(
        LookupMetrics.all(),
        BreakerMetrics.all(),
        QuarantineMetrics.all(),
        DeadLetterMetrics.all(),
        KafkaMetrics.all(),
        RepairMetrics.all(),
        LedgerMetrics.all());
  }
}
