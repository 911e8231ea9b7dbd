package dev.breakwater.pulsar;

import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.input.CollectedHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.pulsar.client.api.Message;

/**
 * Messages as raw records. Nothing of the body is looked at, and no property can make it fail.
 *
 * <ul>
 *   <li>Topic is the partition, partition the ledger, and offset is made of entry and index in the
 *       batch: a place that stays, see {@link Place}.
 *   <li>The key is the message's, in bytes. A message without a body (a null, as compaction takes
 *       for a deletion) is a record without a value.
 *   <li>The timestamp is the event time, else the time at which it was published; of one that is
 *       still to come, now: Kafka takes no record of the future.
 *   <li>Headers are the properties, with their names, as UTF-8. Attributes of CloudEvents ({@code
 *       cloudEvents_id}, {@code cloudEvents:id}) become {@code ce_id} and so on. Where there is an
 *       event time, {@code pulsar-event-time} says it as RFC 3339.
 * </ul>
 */
final class Messages {

  private static final String EVENT_TIME = "pulsar-event-time";

  private Messages() {}

  static RawRecord toRecord(String partition, Place place, Message<byte[]> message) {
    long eventTime = message.getEventTime();
    long time = eventTime > 0 ? eventTime : message.getPublishTime();
    return new RawRecord(
        partition,
        place.partition(),
        place.offset(),
        Math.min(System.currentTimeMillis(), Math.max(0, time)),
        message.hasKey() ? message.getKeyBytes() : null,
        message.getData(),
        headers(message.getProperties(), eventTime));
  }

  private static Headers headers(Map<String, String> properties, long eventTime) {
    int size = properties.size() + (eventTime > 0 ? 1 : 0);
    if (size == 0) {
      return Headers.EMPTY;
    }
    String[] names = new String[size];
    byte[][] values = new byte[size][];
    int next = 0;
    for (Map.Entry<String, String> property : properties.entrySet()) {
      names[next] = CollectedHeaders.name(property.getKey());
      values[next++] = property.getValue().getBytes(StandardCharsets.UTF_8);
    }
    if (eventTime > 0) {
      names[next] = EVENT_TIME;
      values[next] = Instant.ofEpochMilli(eventTime).toString().getBytes(StandardCharsets.US_ASCII);
    }
    return new Headers(names, values);
  }
}
