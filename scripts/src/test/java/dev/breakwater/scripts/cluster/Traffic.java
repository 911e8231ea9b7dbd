package dev.breakwater.scripts.cluster;

import dev.breakwater.testkit.kafka.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Flights into a cluster's input, and what has come out of it. */
final class Traffic {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;

  Traffic(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** One record for each of these numbers; the same number is the same flight. */
  void send(int from, int to) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int number = from; number < to; number++) {
        String flight =
            "{\"id\":\"f%d\",\"date\":\"2026-01-31T12:00:00\",\"origin\":\"ORD\",\"destination\":\"LAX\"}"
                .formatted(number);
        // Closing waits for all of them; one that was not written is missed among the output.
        var unused =
            producer.send(
                new ProducerRecord<>("flights.raw", flight.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  /** How often each identity came out, once so many different ones have. */
  Map<String, Integer> awaitIdentities(int different) {
    Map<String, Integer> seen = new TreeMap<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (TopicReader reader = TopicReader.open(bootstrapServers, "flights.clean")) {
      while (seen.size() < different) {
        if (System.nanoTime() - deadline > 0) {
          throw new AssertionError("only %d of %d came out".formatted(seen.size(), different));
        }
        count(reader.poll(POLL), seen);
      }
      count(reader.readToStableEnd(PATIENCE), seen);
    }
    return seen;
  }

  private static void count(List<ConsumerRecord<byte[], byte[]>> records, Map<String, Integer> to) {
    for (ConsumerRecord<byte[], byte[]> each : records) {
      String id = new String(each.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
      to.merge(id, 1, Integer::sum);
    }
  }
}
