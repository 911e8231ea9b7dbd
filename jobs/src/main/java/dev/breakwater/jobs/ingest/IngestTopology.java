package dev.breakwater.jobs.ingest;

import dev.breakwater.operators.deadletter.DeadLetterMetrics;
import dev.breakwater.operators.deadletter.DeadLetters;
import dev.breakwater.operators.deadletter.Split;
import dev.breakwater.operators.decode.Decode;
import dev.breakwater.operators.dedup.Dedup;
import dev.breakwater.operators.dedup.DedupMetrics;
import dev.breakwater.operators.dedup.Deduplicated;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.input.Inputs;
import dev.breakwater.operators.kafka.KafkaMetrics;
import dev.breakwater.operators.ledger.Ledger;
import dev.breakwater.operators.ledger.LedgerMetrics;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.repair.Repair;
import dev.breakwater.operators.repair.RepairMetrics;
import dev.breakwater.operators.repair.RepairPlan;
import dev.breakwater.operators.repair.Repaired;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph of ingest. Names and uids are part of every savepoint: they never change. */
public final class IngestTopology {

  static final String RAW = "raw";
  static final String CLEAN = "clean";
  static final String DEAD_LETTERS = "dead-letters";
  static final String DUPLICATES = "duplicates";
  static final String REPAIR_CLEAN = "repair-clean";
  static final String REPAIR_DEAD_LETTERS = "repair-dead-letters";
  static final String REPAIR_DUPLICATES = "repair-duplicates";
  private static final String LEFT_OUT = "-left-out";

  private IngestTopology() {}

  /** Adds the graph to the environment; nothing runs yet. */
  public static void build(
      StreamExecutionEnvironment environment, IngestPorts ports, IngestConfig config) {
    Ledger ledger = new Ledger(config.ledger());
    DataStream<RawRecord> raw =
        ledger.redriven(
            ledger.read(
                environment
                    .fromSource(
                        ports.raw(), WatermarkStrategy.noWatermarks(), RAW, EventTypes.RAW_RECORD)
                    .uid(rawUid(config.input().kind()))));
    DataStream<Outcome> decoded = Decode.apply(raw, config.decode());
    Split split = DeadLetters.split(decoded, config.deadLetters());
    Deduplicated deduplicated = Dedup.apply(split.events(), config.dedup());

    IngestOutputs outputs = ports.outputs();
    RepairPlan plan = outputs.plan();
    Repaired<Event> clean =
        Repair.apply(deduplicated.unique(), plan, outputs.pastEvents(), REPAIR_CLEAN);
    booked(ledger, CLEAN, config.cleanTopic(), clean).sinkTo(ports.clean()).name(CLEAN).uid(CLEAN);
    Repaired<DeadLetter> dead =
        Repair.apply(
            split.deadLetters(), plan, List.of(outputs.deadLetters()), REPAIR_DEAD_LETTERS);
    booked(ledger, DEAD_LETTERS, config.deadLetterTopic(), dead)
        .sinkTo(ports.deadLetters())
        .name(DEAD_LETTERS)
        .uid(DEAD_LETTERS);
    duplicates(ports, config, ledger, deduplicated.duplicates());
    ledger.sinkTo(ports.ledger());
  }

  private static void duplicates(
      IngestPorts ports, IngestConfig config, Ledger ledger, DataStream<Event> duplicates) {
    IngestOutputs outputs = ports.outputs();
    if (ports.duplicates() == null
        || outputs.duplicates() == null
        || config.duplicatesTopic() == null) {
      ledger.exit(DUPLICATES, duplicates);
      return;
    }
    Repaired<Event> repaired =
        Repair.apply(duplicates, outputs.plan(), List.of(outputs.duplicates()), REPAIR_DUPLICATES);
    booked(ledger, DUPLICATES, config.duplicatesTopic(), repaired)
        .sinkTo(ports.duplicates())
        .name(DUPLICATES)
        .uid(DUPLICATES);
  }

  /** What is missing in the output; what it holds goes out of the job as well. */
  private static <T extends Outcome> DataStream<T> booked(
      Ledger ledger, String name, String topic, Repaired<T> repaired) {
    ledger.exit(name + LEFT_OUT, repaired.leftOut());
    return ledger.written(name, topic, ledger.exit(name, repaired.missing()));
  }

  /** One per kind of input: the state of one would be read as nonsense by another. */
  private static String rawUid(String kind) {
    return kind.equals(Inputs.KAFKA) ? RAW : RAW + '-' + kind;
  }

  /** The metrics of its operators. */
  public static List<Metric> metrics() {
    return Metric.join(
        DeadLetterMetrics.all(),
        DedupMetrics.all(),
        KafkaMetrics.all(),
        RepairMetrics.all(),
        LedgerMetrics.all());
  }
}
