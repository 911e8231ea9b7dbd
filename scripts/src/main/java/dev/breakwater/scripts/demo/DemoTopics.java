package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.input.KafkaOutlet;
import dev.breakwater.testkit.kafka.EmbeddedKafka;
import java.util.List;
import java.util.Map;

/** The topics of the demo on Kafka, as the shipped configurations name them. */
final class DemoTopics {

  static final String RAW = "flights.raw";
  static final String CLEAN = "flights.clean";
  static final String DEAD = "flights.dead";
  static final String DUPLICATES = "flights.duplicates";
  static final String ENRICHED = "flights.enriched";
  static final String ENRICH_DEAD = "flights.enrich.dead";
  static final String ENRICH_RETRY = "flights.enrich.retry";
  static final String PARKED = "flights.parked";
  static final String LEDGER = "breakwater.ledger";
  static final String VERDICTS = "breakwater.verdicts";
  static final String AUDIT_DEAD = "audit.dead";

  private static final int PARTITIONS = 4;
  private static final List<String> OUTPUTS =
      List.of(
          CLEAN,
          DEAD,
          DUPLICATES,
          ENRICHED,
          ENRICH_DEAD,
          ENRICH_RETRY,
          PARKED,
          LEDGER,
          VERDICTS,
          AUDIT_DEAD);

  private DemoTopics() {}

  /** The one that ingest reads where it reads Kafka. */
  static void createRaw(EmbeddedKafka kafka) {
    // Wider than the job's own limit: what is too large for it must get as far as its input.
    String largest = Integer.toString(KafkaOutlet.LARGEST_REQUEST);
    kafka.createTopic(RAW, PARTITIONS, Map.of("max.message.bytes", largest));
  }

  /** All others. */
  static void create(EmbeddedKafka kafka) {
    OUTPUTS.forEach(topic -> kafka.createTopic(topic, PARTITIONS));
  }
}
