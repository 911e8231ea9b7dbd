package dev.breakwater.jobs.enrich;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.repair.RepairOutput;
import dev.breakwater.operators.repair.RepairPlan;
import java.util.List;

/** The topics of enrich, as a repair reads them back: by the source position of their records. */
final class EnrichOutputs {

  /** Identities do not count, events of one may well come twice. */
  private static final long NO_HORIZON = 0;

  private EnrichOutputs() {}

  /** Asks the broker where the topics end only if this start repairs. */
  static RepairPlan plan(EnrichConfig config) {
    RepairOutput enriched = RepairOutput.events(config.enrichedTopic());
    RepairOutput deadLetters =
        RepairOutput.positions(
            config.deadLetterTopic(),
            DeadLetterHeaders.TOPIC,
            DeadLetterHeaders.PARTITION,
            DeadLetterHeaders.OFFSET);
    return RepairPlan.of(
        config.repair(), List.of(enriched, deadLetters), NO_HORIZON, config.source().properties());
  }
}
