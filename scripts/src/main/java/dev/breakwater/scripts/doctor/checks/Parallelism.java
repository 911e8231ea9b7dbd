package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.FlinkFacts;
import dev.breakwater.scripts.doctor.facts.UnknownException;
import org.apache.flink.configuration.CoreOptions;

/** How many subtasks the job has, or will have. */
final class Parallelism {

  private Parallelism() {}

  /**
   * What doctor was told, else what the running copy has, else Flink's default.
   *
   * @throws UnknownException if there is none of these
   */
  static int of(Facts facts) {
    if (facts.job().parallelism().isPresent()) {
      return facts.job().parallelism().getAsInt();
    }
    if (!facts.flink().isKnown()) {
      throw new UnknownException("the parallelism was not given: --parallelism N or --flink URL");
    }
    FlinkFacts flink = facts.flink().get();
    int configured = flink.settings().getOptional(CoreOptions.DEFAULT_PARALLELISM).orElse(1);
    return flink.ours().isKnown()
        ? flink.ours().get().map(FlinkFacts.Running::parallelism).orElse(configured)
        : configured;
  }
}
