package dev.breakwater.jobs.redrive;

import dev.breakwater.jobs.OwnTopics;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.kafka.KafkaOptions;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SourceConfig;
import dev.breakwater.operators.kafka.Start;
import dev.breakwater.operators.kafka.StartingOffsets;
import dev.breakwater.operators.ledger.LedgerConfig;
import dev.breakwater.operators.ledger.LedgerOptions;
import dev.breakwater.operators.redrive.Mode;
import dev.breakwater.operators.redrive.RedriveConfig;
import dev.breakwater.operators.redrive.RedriveOptions;
import java.util.HashSet;
import java.util.Set;

/** Everything that redrive was told, checked. */
public record RedriveJobConfig(
    SourceConfig source, SinkConfig sink, RedriveConfig redrive, LedgerConfig ledger) {

  /** The name of this running copy. */
  public String instance() {
    return sink.instance().toString();
  }

  public static RedriveJobConfig from(Settings settings) {
    RedriveConfig redrive = RedriveConfig.from(settings);
    RedriveJobConfig config =
        new RedriveJobConfig(
            source(settings, redrive),
            SinkConfig.from(settings),
            redrive,
            LedgerConfig.from(settings));
    if (redrive.outputs().stream().anyMatch(config.source().topics()::contains)) {
      settings.reject(
          KafkaOptions.TOPICS,
          "has a topic that is written to (a target or the parking topic)",
          "topics of dead letters only, or records go round");
    }
    if (redrive.targets().allowed().contains(redrive.parkingTopic())) {
      settings.reject(
          RedriveOptions.PARKING_TOPIC,
          "is a target, too",
          "a topic of its own for what is parked");
    }
    Set<String> used = new HashSet<>(config.source().topics());
    used.addAll(redrive.outputs());
    OwnTopics topics = new OwnTopics(settings, used);
    topics.write(LedgerOptions.TOPIC, config.ledger().topic());
    return config;
  }

  /**
   * Another run looks at all dead letters again, whatever an earlier one with another filter has
   * read; so one run begins at the beginning unless it is told where to.
   */
  private static SourceConfig source(Settings settings, RedriveConfig redrive) {
    SourceConfig source = SourceConfig.from(settings);
    if (redrive.mode() == Mode.CONTINUOUS || settings.find(KafkaOptions.START) != null) {
      return source;
    }
    return new SourceConfig(
        source.topics(),
        new StartingOffsets(Start.EARLIEST, 0, source.start().outOfRange()),
        source.idleTimeout(),
        source.properties());
  }
}
