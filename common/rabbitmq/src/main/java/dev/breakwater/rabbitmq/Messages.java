package dev.breakwater.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.LongString;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.input.CollectedHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages as raw records. Nothing of the body is looked at, and no header can make it fail.
 *
 * <ul>
 *   <li>No key: RabbitMQ has none. The record's timestamp is the message's, which has seconds; of a
 *       message without one, or with one that is still to come, the time at which it arrived: Kafka
 *       takes no record of the future.
 *   <li>Headers of the message keep their names, text as UTF-8, other values as Java writes them.
 *       Attributes of CloudEvents ({@code cloudEvents_id}, {@code cloudEvents:id}) become {@code
 *       ce_id} and so on, and the content type becomes {@code content-type}.
 *   <li>Properties become headers: {@code amqp-message-id}, {@code amqp-correlation-id}, {@code
 *       amqp-type}, {@code amqp-app-id}, {@code amqp-content-encoding}, {@code amqp-reply-to},
 *       {@code amqp-timestamp} as RFC 3339 says it, and of the delivery {@code amqp-exchange} and
 *       {@code amqp-routing-key}, where they say something.
 * </ul>
 */
final class Messages {

  private static final int PARTITION = 0;

  private Messages() {}

  static RawRecord toRecord(String queue, long offset, Delivery delivery) {
    Date time = delivery.getProperties().getTimestamp();
    long now = System.currentTimeMillis();
    long timestamp =
        time == null ? now : Math.min(now, Math.max(0, time.toInstant().toEpochMilli()));
    return new RawRecord(
        queue, PARTITION, offset, timestamp, null, delivery.getBody(), headers(delivery));
  }

  private static Headers headers(Delivery delivery) {
    BasicProperties properties = delivery.getProperties();
    CollectedHeaders collected = new CollectedHeaders();
    if (properties.getHeaders() != null) {
      for (Map.Entry<String, Object> header : properties.getHeaders().entrySet()) {
        collected.add(CollectedHeaders.name(header.getKey()), bytes(header.getValue()));
      }
    }
    collected.add("content-type", properties.getContentType());
    collected.add("amqp-message-id", properties.getMessageId());
    collected.add("amqp-correlation-id", properties.getCorrelationId());
    collected.add("amqp-type", properties.getType());
    collected.add("amqp-app-id", properties.getAppId());
    collected.add("amqp-content-encoding", properties.getContentEncoding());
    collected.add("amqp-reply-to", properties.getReplyTo());
    Date time = properties.getTimestamp();
    collected.add("amqp-timestamp", time == null ? null : time.toInstant().toString());
    collected.add("amqp-exchange", delivery.getEnvelope().getExchange());
    collected.add("amqp-routing-key", delivery.getEnvelope().getRoutingKey());
    return collected.headers();
  }

  private static byte @Nullable [] bytes(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof LongString text) {
      return text.getBytes();
    }
    String text = value instanceof Date time ? time.toInstant().toString() : String.valueOf(value);
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
