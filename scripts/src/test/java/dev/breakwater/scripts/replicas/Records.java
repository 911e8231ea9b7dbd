package dev.breakwater.scripts.replicas;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records as they might be in the topics of replicas. */
final class Records {

  private Records() {}

  /**
   * @param second of 2026-01-01T00:00Z
   */
  static ConsumerRecord<byte[], byte[]> flight(
      int partition, long offset, double second, String way, int delay) {
    String json =
        "{\"id\":\"f\",\"date\":\"2001-01-01T00:01\",\"delay\":%d,\"distance\":1,\"origin\":\"%s\",\"destination\":\"%s\"}"
            .formatted(delay, way.substring(0, 3), way.substring(4));
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("flights", partition, offset, null, json.getBytes(UTF_8));
    Instant time = Instant.parse("2026-01-01T00:00:00Z").plusMillis((long) (second * 1_000));
    return with(record, "ce_time", time.toString());
  }

  static ConsumerRecord<byte[], byte[]> result(String id, String payload) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("results", 0, 0, null, payload.getBytes(UTF_8));
    return with(record, "ce_id", id);
  }

  static ConsumerRecord<byte[], byte[]> letter(String reason, int partition, long offset) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("dead", 0, 0, new byte[0], new byte[0]);
    with(record, DeadLetterHeaders.REASON, reason);
    with(record, DeadLetterHeaders.PARTITION, Integer.toString(partition));
    return with(record, DeadLetterHeaders.OFFSET, Long.toString(offset));
  }

  static ConsumerRecord<byte[], byte[]> finding(String kind, String id, String... replicas) {
    String names = String.join("\",\"", replicas);
    String json =
        "{\"finding\":\"%s\",\"source\":\"s\",\"id\":\"%s\",\"replicas\":[\"%s\"]}"
            .formatted(kind, id, names);
    return with(discrepancy(json), "ce_type", "dev.breakwater.discrepancy");
  }

  static ConsumerRecord<byte[], byte[]> change(String replica, String is) {
    String json = "{\"replica\":\"%s\",\"is\":\"%s\",\"was\":\"ok\"}".formatted(replica, is);
    return with(discrepancy(json), "ce_type", "dev.breakwater.replica");
  }

  private static ConsumerRecord<byte[], byte[]> discrepancy(String json) {
    return new ConsumerRecord<>("discrepancies", 0, 0, null, json.getBytes(UTF_8));
  }

  private static ConsumerRecord<byte[], byte[]> with(
      ConsumerRecord<byte[], byte[]> record, String header, String value) {
    record.headers().add(header, value.getBytes(UTF_8));
    return record;
  }
}
