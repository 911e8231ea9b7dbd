package dev.breakwater.scripts.judge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.breakwater.operators.dedup.Dedup;
import dev.breakwater.testkit.verdict.Order;
import dev.breakwater.testkit.verdict.Reading;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What comes out of a pipeline, and what must be true of it.
 *
 * @param events the topic where every event must be once
 * @param dead topics of dead letters
 * @param retry topics to which dead letters were driven back: those are no place to end in
 */
public record Outputs(
    String events, List<String> dead, List<String> retry, Reading reading, Order order) {

  /** Of all jobs: it must not change, or the order of ingest's lanes does. */
  public static final int MAX_PARALLELISM = 128;

  private static final Reading READING = Reading.ofIngest();

  public Outputs {
    dead = List.copyOf(dead);
    retry = List.copyOf(retry);
  }

  /** Of ingest: events as they were sent. */
  public static Outputs ingest(String events, String dead, List<String> retry) {
    // Where it was read, not the place of the event: its first copy may be among the dead letters.
    Order order = Order.within(Outputs::keyGroupOfDedup, Outputs::offset);
    return new Outputs(events, List.of(dead), retry, READING, order);
  }

  /**
   * Of enrich behind ingest: events with the airport they depart from, or flagged; in the order of
   * their key.
   */
  public static Outputs enriched(String events, List<String> dead, List<String> retry) {
    Reading reading = READING.withPayload(new EnrichedPayload());
    return new Outputs(
        events, dead, retry, reading, Order.within(Outputs::keyOfPartition, Outputs::offset));
  }

  /**
   * The order that ingest promises: of events read from one partition, those of one key group of
   * the deduplication stay in their order in each partition that they are written to.
   */
  private static @Nullable Object keyGroupOfDedup(ConsumerRecord<byte[], byte[]> record) {
    String from = partitionOfOrigin(record);
    String id = Reading.header("ce_id").apply(record);
    String source = Reading.header("ce_source").apply(record);
    if (from == null || id == null || source == null) {
      return null;
    }
    int group = Dedup.keyGroup(source, id, MAX_PARALLELISM);
    return from + "/" + group + "/" + record.partition();
  }

  /** The order that enrich promises: of events read from one partition, those of one key. */
  private static @Nullable Object keyOfPartition(ConsumerRecord<byte[], byte[]> record) {
    String from = partitionOfOrigin(record);
    return from == null || record.key() == null
        ? null
        : from + "/" + record.partition() + "/" + new String(record.key(), ISO_8859_1);
  }

  private static long offset(ConsumerRecord<byte[], byte[]> record) {
    String origin = Reading.header("breakwater-origin").apply(record);
    return origin == null ? -1 : Long.parseLong(origin.substring(origin.lastIndexOf('@') + 1));
  }

  private static @Nullable String partitionOfOrigin(ConsumerRecord<byte[], byte[]> record) {
    String origin = Reading.header("breakwater-origin").apply(record);
    int end = origin == null ? -1 : origin.lastIndexOf('@');
    return origin == null || end < 0 ? null : origin.substring(0, end);
  }
}
