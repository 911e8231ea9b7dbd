package dev.breakwater.jobs.audit;

import dev.breakwater.jobs.OwnTopics;
import dev.breakwater.operators.audit.AuditConfig;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SourceConfig;

/** Everything that the job audit was told, checked. */
public record AuditJobConfig(
    SourceConfig source,
    SinkConfig sink,
    String verdictTopic,
    String deadLetterTopic,
    AuditConfig audit) {

  /** The name of this running copy. */
  public String instance() {
    return sink.instance().toString();
  }

  public static AuditJobConfig from(Settings settings) {
    AuditJobConfig config =
        new AuditJobConfig(
            SourceConfig.from(settings),
            SinkConfig.from(settings),
            settings.require(AuditJobOptions.VERDICT_TOPIC, ""),
            settings.require(AuditJobOptions.DEAD_LETTER_TOPIC, ""),
            AuditConfig.from(settings));
    OwnTopics topics = new OwnTopics(settings, config.source().topics());
    topics.write(AuditJobOptions.VERDICT_TOPIC, config.verdictTopic());
    topics.write(AuditJobOptions.DEAD_LETTER_TOPIC, config.deadLetterTopic());
    return config;
  }
}
