package dev.breakwater.jobs.ingest;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.repair.RepairOutput;
import dev.breakwater.operators.repair.RepairPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The topics of ingest, as a repair reads them back.
 *
 * @param duplicates null when duplicates are left
 */
public record IngestOutputs(
    RepairPlan plan,
    RepairOutput clean,
    RepairOutput deadLetters,
    @Nullable RepairOutput duplicates) {

  /** Dead letters too: a time that was too far ahead of the clock no longer is. */
  List<RepairOutput> pastEvents() {
    return List.of(clean, deadLetters);
  }

  /** Asks the broker where the topics end only if this start repairs. */
  static IngestOutputs of(IngestConfig config) {
    RepairOutput clean = RepairOutput.unique(config.cleanTopic());
    RepairOutput deadLetters =
        RepairOutput.positions(
            config.deadLetterTopic(),
            DeadLetterHeaders.TOPIC,
            DeadLetterHeaders.PARTITION,
            DeadLetterHeaders.OFFSET);
    List<RepairOutput> all = new ArrayList<>(List.of(clean, deadLetters));
    RepairOutput duplicates = null;
    if (config.duplicatesTopic() != null) {
      duplicates = RepairOutput.events(config.duplicatesTopic());
      all.add(duplicates);
    }
    RepairPlan plan =
        RepairPlan.of(
            config.repair(), all, config.dedup().horizonMillis(), config.readers().properties());
    return new IngestOutputs(plan, clean, deadLetters, duplicates);
  }
}
