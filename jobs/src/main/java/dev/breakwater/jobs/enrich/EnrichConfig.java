package dev.breakwater.jobs.enrich;

import dev.breakwater.jobs.OwnTopics;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.deadletter.BudgetPolicy;
import dev.breakwater.operators.deadletter.DeadLetterConfig;
import dev.breakwater.operators.deadletter.DeadLetterOptions;
import dev.breakwater.operators.decode.DecodeConfig;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SourceConfig;
import dev.breakwater.operators.ledger.LedgerConfig;
import dev.breakwater.operators.ledger.LedgerOptions;
import dev.breakwater.operators.lookup.LookupConfig;
import dev.breakwater.operators.quarantine.QuarantineConfig;
import dev.breakwater.operators.repair.RepairConfig;

/** Everything that enrich was told, checked. */
public record EnrichConfig(
    SourceConfig source,
    SinkConfig sink,
    String enrichedTopic,
    String deadLetterTopic,
    DecodeConfig decode,
    LookupConfig lookup,
    QuarantineConfig quarantine,
    DeadLetterConfig deadLetters,
    RepairConfig repair,
    LedgerConfig ledger) {

  /** The name of this running copy. */
  public String instance() {
    return sink.instance().toString();
  }

  public static EnrichConfig from(Settings settings) {
    String field = settings.require(EnrichOptions.FIELD, "answer");
    EnrichConfig config =
        new EnrichConfig(
            SourceConfig.from(settings),
            SinkConfig.from(settings),
            settings.require(EnrichOptions.ENRICHED_TOPIC, ""),
            settings.require(EnrichOptions.DEAD_LETTER_TOPIC, ""),
            DecodeConfig.from(settings),
            LookupConfig.from(settings, field),
            QuarantineConfig.from(settings),
            DeadLetterConfig.from(settings),
            RepairConfig.from(settings),
            LedgerConfig.from(settings));
    if (config.deadLetters().policy() == BudgetPolicy.PAUSE) {
      settings.reject(
          DeadLetterOptions.POLICY,
          "cannot stop what is asked about already",
          "off, alert or fail");
    }
    OwnTopics topics = new OwnTopics(settings, config.source().topics());
    topics.write(EnrichOptions.ENRICHED_TOPIC, config.enrichedTopic());
    topics.write(EnrichOptions.DEAD_LETTER_TOPIC, config.deadLetterTopic());
    topics.write(LedgerOptions.TOPIC, config.ledger().topic());
    return config;
  }
}
