package dev.breakwater.jobs.ingest;

import dev.breakwater.jobs.OwnTopics;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.deadletter.DeadLetterConfig;
import dev.breakwater.operators.decode.DecodeConfig;
import dev.breakwater.operators.dedup.DedupConfig;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SourceConfig;
import dev.breakwater.operators.ledger.LedgerConfig;
import dev.breakwater.operators.ledger.LedgerOptions;
import dev.breakwater.operators.repair.RepairConfig;
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
    RepairConfig repair,
    LedgerConfig ledger) {

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
            RepairConfig.from(settings),
            LedgerConfig.from(settings));
    OwnTopics topics = new OwnTopics(settings, config.source().topics());
    topics.write(IngestOptions.CLEAN_TOPIC, config.cleanTopic());
    topics.write(IngestOptions.DEAD_LETTER_TOPIC, config.deadLetterTopic());
    topics.write(IngestOptions.DUPLICATES_TOPIC, config.duplicatesTopic());
    topics.write(LedgerOptions.TOPIC, config.ledger().topic());
    return config;
  }
}
