package dev.breakwater.jobs.aggregate;

import dev.breakwater.jobs.OwnTopics;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.deadletter.DeadLetterConfig;
import dev.breakwater.operators.decode.DecodeConfig;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SourceConfig;
import dev.breakwater.operators.window.WindowConfig;
import dev.breakwater.operators.window.WindowOptions;
import java.time.Duration;

/** Everything that aggregate was told, checked. */
public record AggregateConfig(
    SourceConfig source,
    SinkConfig sink,
    String resultTopic,
    String deadLetterTopic,
    DecodeConfig decode,
    DeadLetterConfig deadLetters,
    WindowConfig window) {

  /** The name of this running copy. */
  public String instance() {
    return sink.instance().toString();
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
                decode.limits().depth()));
    OwnTopics topics = new OwnTopics(settings, config.source().topics());
    topics.write(AggregateOptions.RESULT_TOPIC, config.resultTopic());
    topics.write(AggregateOptions.DEAD_LETTER_TOPIC, config.deadLetterTopic());
    if (config.window().idleClose() > 0 && config.source().idleTimeout().isZero()) {
      settings.reject(
          WindowOptions.IDLE_CLOSE,
          "needs partitions that can be idle, but source.idle-timeout was 0 s",
          "0 s, or a source.idle-timeout");
    }
    return config;
  }
}
