package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.scripts.doctor.facts.Facts;
import java.util.List;

/** The job's own rules for checkpoints: without them it refuses to start. */
final class CheckpointingCheck implements Check {

  @Override
  public String id() {
    return "checkpointing";
  }

  @Override
  public List<Finding> look(Facts facts) {
    try {
      facts.job().sink().requireCheckpointing(facts.flink().get().settings());
      return List.of(Finding.ok(id(), "", "as exactly-once delivery needs it"));
    } catch (ConfigException e) {
      return e.problems().stream().map(problem -> broken(problem, facts)).toList();
    }
  }

  private Finding broken(String problem, Facts facts) {
    String key = problem.substring(0, problem.indexOf(' '));
    Fixes fixes = new Fixes(facts.job());
    String fix =
        switch (key) {
          case "execution.checkpointing.interval" -> fixes.flinkSetting(key, "1 s");
          case "execution.checkpointing.mode" -> fixes.flinkSetting(key, "EXACTLY_ONCE");
          default -> fixes.jobSetting(key, problem.substring(problem.lastIndexOf("allowed: ") + 9));
        };
    return Finding.error(id(), key, problem).because("the job refuses to start", fix);
  }
}
