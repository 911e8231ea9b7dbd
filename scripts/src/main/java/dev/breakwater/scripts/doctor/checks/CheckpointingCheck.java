package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.OtherInput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/** The job's own rules for checkpoints: without them it refuses to start. */
final class CheckpointingCheck implements Check {

  @Override
  public String id() {
    return "checkpointing";
  }

  @Override
  public List<Finding> look(Facts facts) {
    Configuration flink = facts.flink().get().settings();
    OtherInput input = facts.job().input();
    Map<String, String> problems = new LinkedHashMap<>();
    collect(problems, () -> facts.job().sink().requireCheckpointing(flink));
    if (input != null) {
      collect(problems, () -> input.input().requireCheckpointing(flink));
    }
    if (problems.isEmpty()) {
      return List.of(Finding.ok(id(), "", "as exactly-once delivery needs it"));
    }
    List<Finding> findings = new ArrayList<>();
    problems.forEach((key, problem) -> findings.add(broken(key, problem, facts)));
    return findings;
  }

  /** A rule of the job. */
  private interface Rule {
    void require() throws ConfigException;
  }

  /** The first problem of each key. */
  private static void collect(Map<String, String> problems, Rule rule) {
    try {
      rule.require();
    } catch (ConfigException e) {
      e.problems()
          .forEach(each -> problems.putIfAbsent(each.substring(0, each.indexOf(' ')), each));
    }
  }

  private Finding broken(String key, String problem, Facts facts) {
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
