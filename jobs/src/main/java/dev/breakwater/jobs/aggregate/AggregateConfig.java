package dev.breakwater.jobs.aggregate;

import dev.breakwater.jobs.OwnTopics;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.deadletter.DeadLetterConfig;
import dev.breakwater.operators.decode.DecodeConfig;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SourceConfig;
import dev.breakwater.operators.ledger.LedgerConfig;
import dev.breakwater.operators.ledger.LedgerOptions;
import dev.breakwater.operators.window.WindowConfig;
import dev.breakwater.operators.window.WindowOptions;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.CheckpointingMode;

/** Everything that aggregate was told, checked. */
public record AggregateConfig(
    SourceConfig source,
    SinkConfig sink,
    String resultTopic,
    String deadLetterTopic,
    DecodeConfig decode,
    DeadLetterConfig deadLetters,
    WindowConfig window,
    LedgerConfig ledger) {

  /** The name of this running copy. */
  public String instance() {
    return sink.instance().toString();
  }

  /**
   * Checks that Flink's own configuration can keep what is promised.
   *
   * @param flink the configuration that the job runs with
   * @throws ConfigException if checkpoints do not fit the sinks, or would count events twice
   */
  public void requireCheckpointing(ReadableConfig flink) throws ConfigException {
    sink.requireCheckpointing(flink);
    CheckpointingMode mode = flink.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE);
    if (mode != CheckpointingMode.EXACTLY_ONCE) {
      throw new ConfigException(
          List.of(
              "execution.checkpointing.mode must be EXACTLY_ONCE, or events are counted twice after"
                  + " a failure, was "
                  + mode));
    }
  }

  public static AggregateConfig from(Settings settings) {
    DecodeConfig decode = DecodeConfig.from(settings);
    AggregateConfig config =
        new AggregateConfig(
            SourceConfig.from(settings),
            SinkConfig.from(settings),
            settings.require(AggregateOptions.RESULT_TOPIC, ""),
            settings.require(AggregateOptions.DEAD_LETTER_TOPIC, ""),
            decode,
            DeadLetterConfig.from(settings),
            WindowConfig.from(
                settings,
                Duration.ofMillis(decode.limits().futureMillis()),
                decode.limits().depth()),
            LedgerConfig.from(settings));
    OwnTopics topics = new OwnTopics(settings, config.source().topics());
    topics.write(AggregateOptions.RESULT_TOPIC, config.resultTopic());
    topics.write(AggregateOptions.DEAD_LETTER_TOPIC, config.deadLetterTopic());
    topics.write(LedgerOptions.TOPIC, config.ledger().topic());
    if (config.window().idleClose() > 0 && config.source().idleTimeout().isZero()) {
      settings.reject(
          WindowOptions.IDLE_CLOSE,
          "needs partitions that can be idle, but source.idle-timeout was 0 s",
          "0 s, or a source.idle-timeout");
    }
    return config;
  }
}
