package dev.breakwater.jobs.ingest;

import dev.breakwater.jobs.OwnTopics;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.deadletter.DeadLetterConfig;
import dev.breakwater.operators.decode.DecodeConfig;
import dev.breakwater.operators.decode.DecodeOptions;
import dev.breakwater.operators.dedup.DedupConfig;
import dev.breakwater.operators.input.Input;
import dev.breakwater.operators.input.Inputs;
import dev.breakwater.operators.kafka.ReaderConfig;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.ledger.LedgerConfig;
import dev.breakwater.operators.ledger.LedgerOptions;
import dev.breakwater.operators.repair.RepairConfig;
import dev.breakwater.operators.repair.RepairOptions;
import org.jspecify.annotations.Nullable;

/**
 * Everything that ingest was told, checked.
 *
 * @param readers how its own outputs are read back, for a repair
 */
public record IngestConfig(
    Input input,
    ReaderConfig readers,
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
            Inputs.from(settings),
            ReaderConfig.from(settings),
            SinkConfig.from(settings),
            settings.require(IngestOptions.CLEAN_TOPIC, ""),
            settings.require(IngestOptions.DEAD_LETTER_TOPIC, ""),
            settings.find(IngestOptions.DUPLICATES_TOPIC),
            DecodeConfig.from(settings),
            DeadLetterConfig.from(settings),
            DedupConfig.from(settings),
            RepairConfig.from(settings),
            LedgerConfig.from(settings));
    OwnTopics topics = new OwnTopics(settings, config.input().topics());
    topics.write(IngestOptions.CLEAN_TOPIC, config.cleanTopic());
    topics.write(IngestOptions.DEAD_LETTER_TOPIC, config.deadLetterTopic());
    topics.write(IngestOptions.DUPLICATES_TOPIC, config.duplicatesTopic());
    topics.write(LedgerOptions.TOPIC, config.ledger().topic());
    if (!config.input().replayable()) {
      requireNoPositions(settings, config);
    }
    return config;
  }

  /** What relies on positions at which a record can be found again. */
  private static void requireNoPositions(Settings settings, IngestConfig config) {
    String kind = "source.kind " + config.input().kind();
    if (config.repair().enabled()) {
      settings.reject(
          RepairOptions.ENABLED, "needs an input that can be read again, not " + kind, "false");
    }
    if (config.decode().idsArePositions()) {
      settings.reject(
          DecodeOptions.MAP_ID,
          "needs positions that stay, which " + kind + " has not",
          "a JSON pointer, header:NAME or digest");
    }
  }
}
