package dev.breakwater.jobs.audit;

import dev.breakwater.operators.audit.AgeMetrics;
import dev.breakwater.operators.audit.Audit;
import dev.breakwater.operators.audit.AuditMetrics;
import dev.breakwater.operators.audit.Audited;
import dev.breakwater.operators.audit.LetterMetrics;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.kafka.KafkaMetrics;
import dev.breakwater.operators.ledger.Ledger;
import dev.breakwater.operators.ledger.LedgerConfig;
import dev.breakwater.operators.ledger.LedgerMetrics;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.operators.time.EventTimes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The graph of audit. Names and uids are part of every savepoint: they never change. */
public final class AuditTopology {

  static final String LEDGER = "ledger-entries";
  static final String WITNESS = "witness";
  static final String VERDICTS = "verdicts";
  static final String DEAD_LETTERS = "dead-letters";

  /** A machine whose clock is further ahead does not make buckets close for all others. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private AuditTopology() {}

  /** Adds the graph to the environment; nothing runs yet. */
  public static void build(
      StreamExecutionEnvironment environment, AuditPorts ports, AuditJobConfig config) {
    Audited audited =
        Audit.apply(
            environment
                .fromSource(ports.ledger(), bookings(config), LEDGER, EventTypes.RAW_RECORD)
                .uid(LEDGER),
            config.audit(),
            ports.witness() == null
                ? Duration.ZERO
                : Duration.ofMillis(config.audit().graceMillis()));
    audited.verdicts().sinkTo(ports.verdicts()).name(VERDICTS).uid(VERDICTS);
    audited.deadLetters().sinkTo(ports.deadLetters()).name(DEAD_LETTERS).uid(DEAD_LETTERS);
    if (ports.witness() != null) {
      bookAsWitness(environment, ports, config.ledger());
    }
  }

  /** Its entries go into the ledger and come back from there, as those of any other job. */
  private static void bookAsWitness(
      StreamExecutionEnvironment environment, AuditPorts ports, LedgerConfig config) {
    Ledger books = new Ledger(config);
    books.received(
        environment
            .fromSource(
                Objects.requireNonNull(ports.witness()),
                WatermarkStrategy.noWatermarks(),
                WITNESS,
                EventTypes.RAW_RECORD)
            .uid(WITNESS));
    books.sinkTo(ports.books());
  }

  /** Per partition: what one of them is ahead in a backlog does not make the others late. */
  private static WatermarkStrategy<RawRecord> bookings(AuditJobConfig config) {
    return new EventTimes(Duration.ZERO, AHEAD, config.source().idleTimeout()).strategy();
  }

  /** The metrics of its operators. */
  public static List<Metric> metrics() {
    return Metric.join(
        AuditMetrics.all(),
        AgeMetrics.all(),
        LetterMetrics.all(),
        LedgerMetrics.all(),
        KafkaMetrics.all());
  }
}
