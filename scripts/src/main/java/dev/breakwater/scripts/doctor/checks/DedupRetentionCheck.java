package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.operators.dedup.DedupConfig;
import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.TopicFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Identities are known for longer than duplicates may come later. */
final class DedupRetentionCheck implements Check {

  private static final String KEY = "dedup.retention";

  @Override
  public String id() {
    return "dedup-retention";
  }

  @Override
  public List<Finding> look(Facts facts) {
    DedupConfig dedup = facts.job().dedup();
    if (dedup == null) {
      return List.of();
    }
    Duration retention = Duration.ofMillis(dedup.retentionMillis());
    List<Finding> findings = new ArrayList<>();
    findings.add(outage(facts, Duration.ofMillis(dedup.horizonMillis()), retention));
    for (TopicFacts topic : facts.kafka().topics()) {
      if (topic.role() == Role.SOURCE && topic.exists()) {
        redrive(topic, retention, findings);
      }
    }
    return findings;
  }

  private Finding outage(Facts facts, Duration horizon, Duration retention) {
    Duration outage = facts.job().sink().transactionTimeout();
    String what =
        "%s, horizon %s, outages of up to %s"
            .formatted(Show.duration(retention), Show.duration(horizon), Show.duration(outage));
    if (retention.compareTo(horizon.plus(outage)) >= 0) {
      return Finding.ok(id(), KEY, what);
    }
    return Finding.warning(id(), KEY, what)
        .because(
            "after an outage that the transactions survive, duplicates within the horizon pass",
            new Fixes(facts.job()).jobSetting(KEY, Show.duration(horizon.plus(outage))));
  }

  private void redrive(TopicFacts topic, Duration retention, List<Finding> findings) {
    long kept = topic.number("retention.ms");
    if (kept < 0 || kept > retention.toMillis()) {
      findings.add(
          Finding.info(
              id(),
              topic.name(),
              "kept for %s, identities for %s"
                  .formatted(Show.millis(kept), Show.duration(retention)),
              "records that are read again after more than %s are no duplicates any more"
                  .formatted(Show.duration(retention))));
    }
  }
}
