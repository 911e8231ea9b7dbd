package dev.breakwater.operators.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.CheckpointingMode;
import org.jspecify.annotations.Nullable;

/** What exactly-once delivery needs of Flink's configuration. */
final class CheckpointRules {

  private CheckpointRules() {}

  /** The rules that are broken, one line each. */
  static List<String> broken(ReadableConfig flink, Duration transactionTimeout) {
    Duration interval = flink.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL).orElse(null);
    List<String> problems = new ArrayList<>();
    if (interval == null || interval.isNegative() || interval.isZero()) {
      problems.add(withoutInterval(interval));
    }
    CheckpointingMode mode = flink.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE);
    if (mode != CheckpointingMode.EXACTLY_ONCE) {
      problems.add(
          "execution.checkpointing.mode must fit sink.delivery exactly-once, was "
              + mode
              + "; allowed: EXACTLY_ONCE");
    }
    Duration timeout = flink.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT);
    Duration longest = interval == null ? timeout : timeout.plus(interval);
    if (transactionTimeout.compareTo(longest) < 0) {
      problems.add(
          "sink.transaction-timeout must not end before a checkpoint may, was "
              + transactionTimeout
              + "; allowed: "
              + longest
              + " (execution.checkpointing.interval + timeout) or more");
    }
    return problems;
  }

  private static String withoutInterval(@Nullable Duration interval) {
    return "execution.checkpointing.interval must be set for sink.delivery exactly-once, which"
        + " writes nothing visible without checkpoints, was "
        + (interval == null ? "not set" : interval)
        + "; allowed: a duration, as 10 s";
  }
}
