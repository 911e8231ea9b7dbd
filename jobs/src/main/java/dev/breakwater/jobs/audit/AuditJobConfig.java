package dev.breakwater.jobs.audit;

import dev.breakwater.jobs.OwnTopics;
import dev.breakwater.operators.audit.AuditConfig;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SourceConfig;
import dev.breakwater.operators.ledger.LedgerConfig;
import dev.breakwater.operators.ledger.LedgerOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the job audit was told, checked.
 *
 * @param witness what it reads as a witness; null where it does not
 * @param ledger where it books that
 */
public record AuditJobConfig(
    SourceConfig source,
    @Nullable SourceConfig witness,
    LedgerConfig ledger,
    SinkConfig sink,
    String verdictTopic,
    String deadLetterTopic,
    AuditConfig audit) {

  /** The name of this running copy. */
  public String instance() {
    return sink.instance().toString();
  }

  public static AuditJobConfig from(Settings settings) {
    SourceConfig source = SourceConfig.from(settings);
    SinkConfig sink = SinkConfig.from(settings);
    List<String> topics = settings.get(AuditJobOptions.WITNESS);
    AuditJobConfig config =
        new AuditJobConfig(
            source,
            topics.isEmpty() ? null : source.beside("witness", topics),
            LedgerConfig.from(settings),
            sink,
            settings.require(AuditJobOptions.VERDICT_TOPIC, ""),
            settings.require(AuditJobOptions.DEAD_LETTER_TOPIC, ""),
            withReader(AuditConfig.from(settings), topics, sink.instance().toString()));
    OwnTopics own = new OwnTopics(settings, source.topics());
    own.write(AuditJobOptions.VERDICT_TOPIC, config.verdictTopic());
    own.write(AuditJobOptions.DEAD_LETTER_TOPIC, config.deadLetterTopic());
    config.requireBooks(settings);
    return config;
  }

  /** What it reads as a witness it is expected to have read. */
  private static AuditConfig withReader(AuditConfig audit, List<String> topics, String instance) {
    Map<String, List<String>> readers = new HashMap<>(audit.readers());
    topics.forEach(topic -> readers.putIfAbsent(topic, List.of(instance)));
    return new AuditConfig(
        audit.graceMillis(),
        audit.silenceMillis(),
        audit.horizonMillis(),
        audit.letterHorizonMillis(),
        readers);
  }

  private void requireBooks(Settings settings) {
    if (witness == null) {
      if (ledger.topic() != null) {
        settings.reject(
            LedgerOptions.TOPIC, "needs audit.witness", "unset: audit books only as a witness");
      }
      return;
    }
    if (ledger.topic() == null || !source.topics().contains(ledger.topic())) {
      settings.reject(
          LedgerOptions.TOPIC,
          "must be read by this job where it is a witness",
          "one of source.topics, which are " + source.topics());
    }
    if (witness.topics().stream().anyMatch(source.topics()::contains)) {
      settings.reject(
          AuditJobOptions.WITNESS, "must not name the ledger", "topics of records, not of books");
    }
  }
}
