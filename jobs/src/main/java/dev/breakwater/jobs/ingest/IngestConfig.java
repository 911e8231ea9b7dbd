package dev.breakwater.jobs.ingest;

import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.deadletter.DeadLetterConfig;
import dev.breakwater.operators.decode.DecodeConfig;
import dev.breakwater.operators.dedup.DedupConfig;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SourceConfig;
import dev.breakwater.operators.repair.RepairConfig;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/** Everything that ingest was told, checked. */
public record IngestConfig(
    SourceConfig source,
    SinkConfig sink,
    String cleanTopic,
    String deadLetterTopic,
    @Nullable String duplicatesTopic,
    DecodeConfig decode,
    DeadLetterConfig deadLetters,
    DedupConfig dedup,
    RepairConfig repair) {

  /** The name of this running copy. */
  public String instance() {
    return sink.instance().toString();
  }

  public static IngestConfig from(Settings settings) {
    IngestConfig config =
        new IngestConfig(
            SourceConfig.from(settings),
            SinkConfig.from(settings),
            settings.require(IngestOptions.CLEAN_TOPIC, ""),
            settings.require(IngestOptions.DEAD_LETTER_TOPIC, ""),
            settings.find(IngestOptions.DUPLICATES_TOPIC),
            DecodeConfig.from(settings),
            DeadLetterConfig.from(settings),
            DedupConfig.from(settings),
            RepairConfig.from(settings));
    Set<String> topics = new HashSet<>(config.source().topics());
    distinct(settings, topics, IngestOptions.CLEAN_TOPIC, config.cleanTopic());
    distinct(settings, topics, IngestOptions.DEAD_LETTER_TOPIC, config.deadLetterTopic());
    distinct(settings, topics, IngestOptions.DUPLICATES_TOPIC, config.duplicatesTopic());
    return config;
  }

  private static void distinct(
      Settings settings, Set<String> topics, ConfigOption<String> option, @Nullable String topic) {
    if (topic != null && !topic.isEmpty() && !topics.add(topic)) {
      settings.reject(
          option,
          "is a topic that the job uses already",
          "a topic of its own, or records go round");
    }
  }
}
