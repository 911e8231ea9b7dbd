package dev.breakwater.pulsar;

import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import java.nio.charset.StandardCharsets;
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
 *   <li>The timestamp is the event time, else the time at which it was published.
 *   <li>Headers are the properties, with their names, as UTF-8. Attributes of CloudEvents ({@code
 *       cloudEvents_id}, {@code cloudEvents:id}) become {@code ce_id} and so on.
 * </ul>
 */
final class Messages {

  private static final int CLOUD_EVENTS_LENGTH = "cloudEvents_".length();

  private Messages() {}

  static RawRecord toRecord(String partition, Place place, Message<byte[]> message) {
    long eventTime = message.getEventTime();
    return new RawRecord(
        partition,
        place.partition(),
        place.offset(),
        Math.max(0, eventTime > 0 ? eventTime : message.getPublishTime()),
        message.hasKey() ? message.getKeyBytes() : null,
        message.getData(),
        headers(message.getProperties()));
  }

  private static Headers headers(Map<String, String> properties) {
    if (properties.isEmpty()) {
      return Headers.EMPTY;
    }
    String[] names = new String[properties.size()];
    byte[][] values = new byte[names.length][];
    int next = 0;
    for (Map.Entry<String, String> property : properties.entrySet()) {
      names[next] = name(property.getKey());
      values[next++] = property.getValue().getBytes(StandardCharsets.UTF_8);
    }
    return new Headers(names, values);
  }

  private static String name(String property) {
    boolean cloudEvents =
        property.startsWith("cloudEvents_") || property.startsWith("cloudEvents:");
    return cloudEvents ? "ce_" + property.substring(CLOUD_EVENTS_LENGTH) : property;
  }
}
