package dev.breakwater.scripts.doctor;

import dev.breakwater.jobs.aggregate.AggregateConfig;
import dev.breakwater.jobs.audit.AuditJobConfig;
import dev.breakwater.jobs.enrich.EnrichConfig;
import dev.breakwater.jobs.ingest.IngestConfig;
import dev.breakwater.jobs.reconcile.ReconcileConfig;
import dev.breakwater.jobs.redrive.RedriveJobConfig;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.redrive.RedriveConfig;
import dev.breakwater.scripts.doctor.facts.JobShape;
import dev.breakwater.scripts.doctor.facts.JobTopic;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What each job reads, writes and needs, out of its configuration. */
final class JobShapes {

  /** By the name of the job. */
  static final Map<String, Function<Settings, JobShape>> ALL =
      Map.of(
          "aggregate", settings -> aggregate(AggregateConfig.from(settings)),
          "audit", settings -> audit(AuditJobConfig.from(settings)),
          "enrich", settings -> enrich(EnrichConfig.from(settings)),
          "ingest", settings -> ingest(IngestConfig.from(settings), settings),
          "reconcile", settings -> reconcile(ReconcileConfig.from(settings)),
          "redrive", settings -> redrive(RedriveJobConfig.from(settings)));

  private JobShapes() {}

  private static JobShape aggregate(AggregateConfig config) {
    return JobShape.of(
            config.source(),
            config.sink(),
            List.of(
                new JobTopic(config.resultTopic(), Role.EVENTS),
                new JobTopic(config.deadLetterTopic(), Role.DEAD_LETTERS)))
        .withLedger(config.ledger());
  }

  private static JobShape audit(AuditJobConfig config) {
    return JobShape.of(
        config.source(),
        config.sink(),
        List.of(
            new JobTopic(config.verdictTopic(), Role.EVENTS),
            new JobTopic(config.deadLetterTopic(), Role.DEAD_LETTERS)));
  }

  private static JobShape enrich(EnrichConfig config) {
    return JobShape.of(
            config.source(),
            config.sink(),
            List.of(
                new JobTopic(config.enrichedTopic(), Role.EVENTS),
                new JobTopic(config.deadLetterTopic(), Role.DEAD_LETTERS)))
        .withLedger(config.ledger())
        .withRepair();
  }

  private static JobShape ingest(IngestConfig config, Settings settings) {
    List<JobTopic> outputs = new ArrayList<>();
    outputs.add(new JobTopic(config.cleanTopic(), Role.EVENTS));
    outputs.add(new JobTopic(config.deadLetterTopic(), Role.DEAD_LETTERS));
    if (config.duplicatesTopic() != null) {
      outputs.add(new JobTopic(config.duplicatesTopic(), Role.DUPLICATES));
    }
    JobShape shape =
        JobShape.of(config.input().topics(), config.sink(), outputs)
            .withLedger(config.ledger())
            .withDedup(config.dedup())
            .withInput(OtherInputs.of(config.input(), settings));
    return config.input().replayable() ? shape.withRepair() : shape;
  }

  private static JobShape reconcile(ReconcileConfig config) {
    List<JobTopic> outputs = new ArrayList<>();
    outputs.add(new JobTopic(config.resultTopic(), Role.EVENTS));
    outputs.add(new JobTopic(config.discrepanciesTopic(), Role.EVENTS));
    if (config.stragglersTopic() != null) {
      outputs.add(new JobTopic(config.stragglersTopic(), Role.EVENTS));
    }
    outputs.add(new JobTopic(config.deadLetterTopic(), Role.DEAD_LETTERS));
    return JobShape.of(config.source(), config.sink(), outputs).withLedger(config.ledger());
  }

  private static JobShape redrive(RedriveJobConfig config) {
    RedriveConfig redrive = config.redrive();
    List<JobTopic> outputs = new ArrayList<>();
    redrive.targets().allowed().stream()
        .sorted()
        .forEach(name -> outputs.add(new JobTopic(name, Role.REDRIVEN)));
    outputs.add(new JobTopic(redrive.parkingTopic(), Role.PARKED));
    return JobShape.of(config.source(), config.sink(), outputs)
        .withLedger(config.ledger())
        .single();
  }
}
