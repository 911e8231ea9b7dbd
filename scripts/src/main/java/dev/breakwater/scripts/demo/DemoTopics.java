package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.kafka.EmbeddedKafka;
import java.util.Map;

/** The topics of the demo; the first three as the shipped configuration names them. */
final class DemoTopics {

  static final String RAW = "flights.raw";
  static final String CLEAN = "flights.clean";
  static final String DEAD = "flights.dead";
  static final String DUPLICATES = "flights.duplicates";

  private static final int PARTITIONS = 4;

  private DemoTopics() {}

  static void create(EmbeddedKafka kafka) {
    // Wider than the job's own limit: what is too large for it must get as far as its input.
    String largest = Integer.toString(Feed.LARGEST_REQUEST);
    kafka.createTopic(RAW, PARTITIONS, Map.of("max.message.bytes", largest));
    kafka.createTopic(CLEAN, PARTITIONS);
    kafka.createTopic(DEAD, PARTITIONS);
    kafka.createTopic(DUPLICATES, PARTITIONS);
  }
}
