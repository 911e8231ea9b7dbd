package dev.breakwater.scripts.monitoring;

import static dev.breakwater.scripts.monitoring.Panel.CHOSEN;
import static dev.breakwater.scripts.monitoring.Panel.largest;
import static dev.breakwater.scripts.monitoring.Panel.rates;

import dev.breakwater.operators.audit.AgeMetrics;
import dev.breakwater.operators.audit.AuditMetrics;
import dev.breakwater.operators.audit.LetterMetrics;
import dev.breakwater.operators.breaker.BreakerMetrics;
import dev.breakwater.operators.deadletter.DeadLetterMetrics;
import dev.breakwater.operators.dedup.DedupMetrics;
import dev.breakwater.operators.kafka.KafkaMetrics;
import dev.breakwater.operators.lookup.LookupMetrics;
import dev.breakwater.operators.quarantine.QuarantineMetrics;
import dev.breakwater.operators.quorum.QuorumMetrics;
import dev.breakwater.operators.window.WindowMetrics;
import dev.breakwater.scripts.monitoring.Panel.Line;
import java.util.List;

/** All dashboards that are shipped: an overview, and one per concern. */
final class Dashboards {

  private Dashboards() {}

  static List<Dashboard> all() {
    return List.of(
        overview(), audit(), kafka(), checkpoints(), backPressure(), lookup(), replicas());
  }

  private static Dashboard overview() {
    return new Dashboard(
        "overview",
        "Overview",
        List.of(
            largest("Not balanced", "short", AuditMetrics.WRONG),
            Panel.of(
                "Found again",
                "percentunit",
                "Of the records that the audit judged within the hour.",
                new Line("job:audit_completeness:ratio1h{" + CHOSEN + "}", "{{job_name}}")),
            recorded("Running", "bool_yes_no", "1 while the job runs.", "job:running:max"),
            Panel.of(
                "Alerts that fire",
                "short",
                "By alert; the runbook has a section for each.",
                new Line("count by (alertname) (ALERTS{alertstate=\"firing\"})", "{{alertname}}")),
            recorded("Records read", "cps", "By all sources.", "job:source_records:rate5m"),
            recorded(
                "Share of dead letters",
                "percentunit",
                "Of what is read.",
                "job:dead_letters:ratio_rate5m"),
            sourceLag(),
            recorded("Restarts", "short", "Since the JobManager leads.", "job:restarts:max"),
            Panel.of(
                "Checkpoints completed in 5 minutes",
                "short",
                "What is written can be read once they are.",
                new Line(
                    "increase(job:checkpoints_completed:max{" + CHOSEN + "}[5m])", "{{job_name}}")),
            largest("Breakers", "short", BreakerMetrics.STATE)));
  }

  private static Dashboard audit() {
    return new Dashboard(
        "audit",
        "The books",
        List.of(
            largest("Not balanced", "short", AuditMetrics.WRONG),
            rates(
                "Verdicts that are wrong",
                AuditMetrics.MISSING,
                AuditMetrics.SURPLUS,
                AuditMetrics.ALTERED),
            rates("Verdicts", AuditMetrics.BALANCED, AuditMetrics.UNKNOWN),
            rates("Revised", AuditMetrics.REVISED),
            rates("Records judged", AuditMetrics.EXPECTED, AuditMetrics.FOUND),
            rates("Entries", AuditMetrics.ENTRIES, AuditMetrics.REFUSED),
            largest("Buckets that wait", "short", AuditMetrics.OPEN),
            Panel.of(
                "Since the last verdict",
                "ms",
                "Of the subtask that spoke last.",
                new Line(
                    "min by (job_name) ("
                        + AuditMetrics.LAST_VERDICT.reported()
                        + "{"
                        + CHOSEN
                        + "})",
                    "{{job_name}}")),
            largest("Half of the records are younger", "ms", AgeMetrics.P50),
            largest("99 % of the records are younger", "ms", AgeMetrics.P99),
            Panel.of(
                "Dead letters that wait",
                "short",
                LetterMetrics.DEPTH.text(),
                new Line(
                    "sum by (job_name, reason) (%s{%s})"
                        .formatted(LetterMetrics.DEPTH.reported(), CHOSEN),
                    "{{job_name}} {{reason}}")),
            largest("Oldest dead letter that waits", "ms", LetterMetrics.OLDEST_AGE)));
  }

  private static Dashboard kafka() {
    return new Dashboard(
        "kafka",
        "Kafka in and out, dead letters",
        List.of(
            recorded("Records read", "cps", "By all sources.", "job:source_records:rate5m"),
            recorded("Records not read yet", "short", "In all topics.", "job:source_pending:sum"),
            sourceLag(),
            rates("Events", DeadLetterMetrics.NUM_EVENTS),
            rates("Dead letters", DeadLetterMetrics.DEAD_LETTERS),
            largest("Budget of dead letters", "short", DeadLetterMetrics.BUDGET_STATE),
            largest("Share in the budget's window", "percentunit", DeadLetterMetrics.RATIO),
            rates("Duplicates", DedupMetrics.DUPLICATES),
            largest(
                "Commits in doubt",
                "short",
                KafkaMetrics.COMMITS_LOST,
                KafkaMetrics.COMMITS_REPEATED,
                KafkaMetrics.COMMITS_ASSUMED)));
  }

  private static Dashboard checkpoints() {
    return new Dashboard(
        "checkpoints",
        "Checkpoints and restarts",
        List.of(
            Panel.of(
                "Checkpoints in 5 minutes",
                "short",
                "Completed and failed.",
                new Line(
                    "increase(job:checkpoints_completed:max{" + CHOSEN + "}[5m])",
                    "{{job_name}} completed"),
                new Line(
                    "increase(job:checkpoints_failed:max{" + CHOSEN + "}[5m])",
                    "{{job_name}} failed")),
            flink("Duration", "ms", "Of the last one.", "jobmanager_job_lastCheckpointDuration"),
            flink("Size", "bytes", "Of the last one.", "jobmanager_job_lastCheckpointSize"),
            recorded("Restarts", "short", "Since the JobManager leads.", "job:restarts:max"),
            recorded("Running", "bool_yes_no", "1 while the job runs.", "job:running:max"),
            Panel.of(
                "TaskManagers",
                "short",
                "That are registered.",
                new Line("max(flink_jobmanager_numRegisteredTaskManagers)", "registered"))));
  }

  private static Dashboard backPressure() {
    return new Dashboard(
        "back-pressure",
        "Back pressure",
        List.of(
            task(
                "Back-pressured", "Of each second, waiting for the tasks behind.", "backPressured"),
            task("Busy", "Of each second; the bottleneck is busy and not back-pressured.", "busy"),
            task("Idle", "Of each second, waiting for input.", "idle"),
            Panel.of(
                "Began to be held up, in 5 minutes",
                "short",
                "Phases of back pressure; the TaskManagers' logs name the bottleneck of each.",
                new Line(
                    "sum by (job_name, task_name)"
                        + " (increase(flink_taskmanager_job_task_backPressurePhases{%s}[5m]))"
                            .formatted(CHOSEN),
                    "{{job_name}} {{task_name}}")),
            largest("Hottest key", "percentunit", WindowMetrics.HOTTEST_KEY_SHARE)));
  }

  private static Dashboard lookup() {
    return new Dashboard(
        "lookup",
        "Look-ups, breaker, quarantine",
        List.of(
            rates("Calls", LookupMetrics.CALLS),
            Panel.of(
                "Latency of calls",
                "ms",
                LookupMetrics.LATENCY.text(),
                new Line(
                    "max by (job_name, quantile) (%s{%s,quantile=~\"0.5|0.99\"})"
                        .formatted(LookupMetrics.LATENCY.reported(), CHOSEN),
                    "{{job_name}} {{quantile}}")),
            largest("Breaker", "short", BreakerMetrics.STATE),
            largest("Failed calls", "percentunit", BreakerMetrics.FAILURE_RATIO),
            rates("Where answers come from", LookupMetrics.ENRICHED),
            rates(
                "No answer",
                LookupMetrics.DIVERTED,
                LookupMetrics.REJECTED,
                LookupMetrics.SHORT_CIRCUITED,
                LookupMetrics.RETRIES),
            largest(
                "Waiting",
                "short",
                LookupMetrics.WAITING,
                LookupMetrics.IN_FLIGHT,
                LookupMetrics.HOLDING),
            largest("Cache", "short", LookupMetrics.CACHE_ENTRIES),
            largest(
                "Quarantine",
                "short",
                QuarantineMetrics.KEYS_PARKED,
                QuarantineMetrics.RECORDS_PARKED,
                QuarantineMetrics.RECORDS_HELD),
            largest("Longest wait", "ms", QuarantineMetrics.OLDEST_WAIT)));
  }

  private static Dashboard replicas() {
    return new Dashboard(
        "replicas",
        "Replicas",
        List.of(
            largest("State", "short", QuorumMetrics.STATE),
            largest("Fenced", "bool_yes_no", QuorumMetrics.FENCED),
            largest("Lag", "ms", QuorumMetrics.LAG),
            rates("Copies", QuorumMetrics.COPIES),
            rates("Agreements", QuorumMetrics.AGREEMENTS),
            rates(
                "Differences",
                QuorumMetrics.DIVERGENCES,
                QuorumMetrics.MISSING,
                QuorumMetrics.EXTRA,
                QuorumMetrics.LATE_SPLITS),
            rates("Stragglers and repeats", QuorumMetrics.STRAGGLERS, QuorumMetrics.REPEATS),
            rates("Without agreement", QuorumMetrics.UNSETTLED, QuorumMetrics.WITHHELD)));
  }

  private static Panel sourceLag() {
    return Panel.of(
        "Age of what is read",
        "ms",
        "From a record's time until the source emitted it.",
        new Line(
            "max by (job_name, operator_name)"
                + " (flink_taskmanager_job_task_operator_currentEmitEventTimeLag{"
                + CHOSEN
                + "})",
            "{{job_name}} {{operator_name}}"));
  }

  private static Panel recorded(String title, String unit, String text, String rule) {
    return Panel.of(title, unit, text, new Line(rule + "{" + CHOSEN + "}", "{{job_name}}"));
  }

  private static Panel flink(String title, String unit, String text, String metric) {
    return Panel.of(
        title,
        unit,
        text,
        new Line("max by (job_name) (flink_%s{%s})".formatted(metric, CHOSEN), "{{job_name}}"));
  }

  private static Panel task(String title, String text, String share) {
    return Panel.of(
        title,
        "ms",
        text,
        new Line(
            "max by (job_name, task_name) (flink_taskmanager_job_task_%sTimeMsPerSecond{%s})"
                .formatted(share, CHOSEN),
            "{{job_name}} {{task_name}}"));
  }
}
