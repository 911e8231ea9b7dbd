package dev.breakwater.jobs.reconcile;

import dev.breakwater.jobs.OwnTopics;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.deadletter.DeadLetterConfig;
import dev.breakwater.operators.decode.DecodeConfig;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SourceConfig;
import dev.breakwater.operators.ledger.LedgerConfig;
import dev.breakwater.operators.ledger.LedgerOptions;
import dev.breakwater.operators.quorum.QuorumConfig;
import dev.breakwater.operators.quorum.QuorumOptions;
import dev.breakwater.operators.quorum.Replica;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything that reconcile was told, checked. */
public record ReconcileConfig(
    SourceConfig source,
    SinkConfig sink,
    String resultTopic,
    String discrepanciesTopic,
    @Nullable String stragglersTopic,
    String deadLetterTopic,
    DecodeConfig decode,
    DeadLetterConfig deadLetters,
    QuorumConfig quorum,
    LedgerConfig ledger) {

  /** The name of this running copy. */
  public String instance() {
    return sink.instance().toString();
  }

  public static ReconcileConfig from(Settings settings) {
    ReconcileConfig config =
        new ReconcileConfig(
            SourceConfig.from(settings),
            SinkConfig.from(settings),
            settings.require(ReconcileOptions.RESULT_TOPIC, ""),
            settings.require(ReconcileOptions.DISCREPANCIES_TOPIC, ""),
            settings.find(ReconcileOptions.STRAGGLERS_TOPIC),
            settings.require(ReconcileOptions.DEAD_LETTER_TOPIC, ""),
            DecodeConfig.from(settings),
            DeadLetterConfig.from(settings),
            QuorumConfig.from(settings),
            LedgerConfig.from(settings));
    OwnTopics topics = new OwnTopics(settings, config.source().topics());
    topics.write(ReconcileOptions.RESULT_TOPIC, config.resultTopic());
    topics.write(ReconcileOptions.DISCREPANCIES_TOPIC, config.discrepanciesTopic());
    topics.write(ReconcileOptions.STRAGGLERS_TOPIC, config.stragglersTopic());
    topics.write(ReconcileOptions.DEAD_LETTER_TOPIC, config.deadLetterTopic());
    topics.write(LedgerOptions.TOPIC, config.ledger().topic());
    config.requireTopicsOfReplicas(settings);
    return config;
  }

  /** What is read and what the replicas write must be the same, or a replica would be missing. */
  private void requireTopicsOfReplicas(Settings settings) {
    if (quorum.header() != null) {
      return;
    }
    Set<String> written = new HashSet<>();
    for (Replica replica : quorum.replicas()) {
      written.add(replica.topic());
    }
    if (!written.isEmpty() && !written.equals(new HashSet<>(source.topics()))) {
      settings.reject(
          QuorumOptions.REPLICAS,
          "must name exactly the topics of source.topics, which are "
              + new TreeSet<>(source.topics()),
          "NAME=TOPIC for each of them");
    }
  }
}
