package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.input.CollectedHeaders;
import java.util.Date;
import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Messages of a stream as raw records; no content can make it fail. For one thread.
 *
 * <ul>
 *   <li>Topic is the stream, partition 0, and offset the message's for good. No key: there is none.
 *   <li>The value is what the data sections have, or a value that is bytes or text. A null stays
 *       one. Of any other body, and of what is no message of AMQP 1.0, the value is the message as
 *       it is stored, and {@code amqp-body} says what it is: {@code value}, {@code sequence} or
 *       {@code unreadable}.
 *   <li>The timestamp is the creation time, else that at which the server wrote the chunk; of one
 *       that is still to come, now: Kafka takes no record of the future.
 *   <li>Application properties are headers with their names, text as UTF-8, other values as Java
 *       writes them. Attributes of CloudEvents ({@code cloudEvents_id}, {@code cloudEvents:id})
 *       become {@code ce_id} and so on, and the content type becomes {@code content-type}.
 *   <li>Other properties become {@code amqp-message-id}, {@code amqp-correlation-id}, {@code
 *       amqp-subject}, {@code amqp-to}, {@code amqp-reply-to}, {@code amqp-group-id}, {@code
 *       amqp-content-encoding}, {@code amqp-timestamp}, and, of what came through an exchange,
 *       {@code amqp-exchange} and {@code amqp-routing-key}, where they say something.
 * </ul>
 */
final class Messages {

  private static final int PARTITION = 0;
  private static final String BODY = "amqp-body";
  private static final Symbol EXCHANGE = Symbol.valueOf("x-exchange");
  private static final Symbol ROUTING_KEY = Symbol.valueOf("x-routing-key");

  private final String stream;
  private final AmqpMessage.Reader reader = new AmqpMessage.Reader();

  Messages(String stream) {
    this.stream = stream;
  }

  RawRecord toRecord(Place place, byte[] encoded) {
    CollectedHeaders headers = new CollectedHeaders();
    AmqpMessage message = reader.read(encoded);
    if (message == null) {
      headers.add(BODY, "unreadable");
      return record(place, place.chunkTime(), encoded, headers);
    }
    addAll(message.applicationProperties(), headers);
    Date created = add(message.properties(), headers);
    add(message.annotations(), headers);
    byte[] value = value(message, encoded, headers);
    return record(
        place,
        created == null ? place.chunkTime() : created.toInstant().toEpochMilli(),
        value,
        headers);
  }

  private RawRecord record(
      Place place, long time, byte @Nullable [] value, CollectedHeaders headers) {
    long timestamp = Math.min(System.currentTimeMillis(), Math.max(0, time));
    return new RawRecord(
        stream, PARTITION, place.offset(), timestamp, null, value, headers.headers());
  }

  private static byte @Nullable [] value(
      AmqpMessage message, byte[] encoded, CollectedHeaders headers) {
    if (message.data() != null) {
      return message.data();
    }
    if (message.body() == null) {
      return null;
    }
    if (!(message.body() instanceof AmqpValue value)) {
      headers.add(BODY, "sequence");
      return encoded;
    }
    if (value.getValue() == null) {
      return null;
    }
    byte[] plain = Values.ofBody(value.getValue());
    if (plain == null) {
      headers.add(BODY, "value");
      return encoded;
    }
    return plain;
  }

  private static void addAll(@Nullable ApplicationProperties properties, CollectedHeaders headers) {
    if (properties == null || properties.getValue() == null) {
      return;
    }
    for (Map.Entry<String, Object> property : properties.getValue().entrySet()) {
      headers.add(
          CollectedHeaders.name(String.valueOf(property.getKey())),
          Values.ofHeader(property.getValue()));
    }
  }

  /** Returns the time of creation; null if there is none. */
  private static @Nullable Date add(@Nullable Properties properties, CollectedHeaders headers) {
    if (properties == null) {
      return null;
    }
    headers.add("content-type", Values.text(properties.getContentType()));
    headers.add("amqp-message-id", Values.text(properties.getMessageId()));
    headers.add("amqp-correlation-id", Values.text(properties.getCorrelationId()));
    headers.add("amqp-subject", properties.getSubject());
    headers.add("amqp-to", properties.getTo());
    headers.add("amqp-reply-to", properties.getReplyTo());
    headers.add("amqp-group-id", properties.getGroupId());
    headers.add("amqp-content-encoding", Values.text(properties.getContentEncoding()));
    headers.add("amqp-timestamp", Values.text(properties.getCreationTime()));
    return properties.getCreationTime();
  }

  private static void add(@Nullable MessageAnnotations annotations, CollectedHeaders headers) {
    if (annotations == null || annotations.getValue() == null) {
      return;
    }
    headers.add("amqp-exchange", Values.text(annotations.getValue().get(EXCHANGE)));
    headers.add("amqp-routing-key", Values.text(annotations.getValue().get(ROUTING_KEY)));
  }
}
