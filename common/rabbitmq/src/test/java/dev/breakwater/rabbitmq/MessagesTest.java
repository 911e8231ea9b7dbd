package dev.breakwater.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.impl.LongStringHelper;
import dev.breakwater.operators.event.CloudEvents;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagesTest {

  private static final byte[] BODY = "{}".getBytes(UTF_8);
  private static final Instant TIME = Instant.parse("2024-06-01T12:00:00Z");

  @Test
  void keepsBodyTimeAndPosition() {
    RawRecord record = record(new BasicProperties.Builder().timestamp(Date.from(TIME)));
    assertThat(record.position()).isEqualTo("orders-0@42");
    assertThat(record.key()).isNull();
    assertThat(record.value()).isSameAs(BODY);
    assertThat(record.timestamp()).isEqualTo(TIME.toEpochMilli());
  }

  @Test
  void takesTheTimeOfArrivalWhereThereIsNone() {
    long before = System.currentTimeMillis();
    assertThat(record(new BasicProperties.Builder()).timestamp())
        .isBetween(before, System.currentTimeMillis());
  }

  @Test
  void takesTheTimeOfArrivalWhereItsOwnIsStillToCome() {
    Instant milliseconds = Instant.ofEpochSecond(TIME.toEpochMilli());
    long before = System.currentTimeMillis();
    RawRecord record = record(new BasicProperties.Builder().timestamp(Date.from(milliseconds)));
    assertThat(record.timestamp()).isBetween(before, System.currentTimeMillis());
    assertThat(text(record.headers(), "amqp-timestamp")).isEqualTo(milliseconds.toString());
  }

  @Test
  void turnsPropertiesIntoHeaders() {
    Headers headers =
        record(
                new BasicProperties.Builder()
                    .contentType("application/json")
                    .contentEncoding("identity")
                    .messageId("m-1")
                    .correlationId("c-1")
                    .type("order")
                    .appId("shop")
                    .replyTo("answers"))
            .headers();
    assertThat(text(headers, "content-type")).isEqualTo("application/json");
    assertThat(text(headers, "amqp-content-encoding")).isEqualTo("identity");
    assertThat(text(headers, "amqp-message-id")).isEqualTo("m-1");
    assertThat(text(headers, "amqp-correlation-id")).isEqualTo("c-1");
    assertThat(text(headers, "amqp-type")).isEqualTo("order");
    assertThat(text(headers, "amqp-app-id")).isEqualTo("shop");
    assertThat(text(headers, "amqp-reply-to")).isEqualTo("answers");
    assertThat(text(headers, "amqp-exchange")).isEqualTo("shop.orders");
    assertThat(text(headers, "amqp-routing-key")).isEqualTo("eu");
  }

  @Test
  void keepsHeadersOfAnyType() {
    Map<String, Object> sent = new HashMap<>();
    sent.put("text", LongStringHelper.asLongString("é"));
    sent.put("bytes", new byte[] {1, 2});
    sent.put("number", 7L);
    sent.put("flag", true);
    sent.put("time", Date.from(TIME));
    sent.put("list", List.of(LongStringHelper.asLongString("a"), 1));
    sent.put("nothing", null);
    Headers headers = record(new BasicProperties.Builder().headers(sent)).headers();
    assertThat(text(headers, "text")).isEqualTo("é");
    assertThat(headers.last("bytes")).containsExactly(1, 2);
    assertThat(text(headers, "number")).isEqualTo("7");
    assertThat(text(headers, "flag")).isEqualTo("true");
    assertThat(text(headers, "time")).isEqualTo("2024-06-01T12:00:00Z");
    assertThat(text(headers, "list")).isEqualTo("[a, 1]");
    assertThat(headers.last("nothing")).isNull();
    assertThat(headers.toString()).contains("nothing");
  }

  @Test
  void bringsCloudEventsInBothSpellingsOfTheirPrefix() throws Exception {
    for (String prefix : List.of("cloudEvents_", "cloudEvents:")) {
      Map<String, Object> sent =
          Map.of(
              prefix + "specversion", "1.0",
              prefix + "id", "e-1",
              prefix + "source", "/shop",
              prefix + "type", "order",
              prefix + "time", Date.from(TIME));
      RawRecord record =
          record(new BasicProperties.Builder().contentType("application/json").headers(sent));
      assertThat(CloudEvents.mode(record)).isEqualTo(CloudEvents.Mode.BINARY);
      Event event = CloudEvents.fromBinary(record);
      assertThat(event.id()).isEqualTo("e-1");
      assertThat(event.time()).isEqualTo(TIME.toEpochMilli());
    }
  }

  private static RawRecord record(BasicProperties.Builder properties) {
    Envelope envelope = new Envelope(1, false, "shop.orders", "eu");
    return Messages.toRecord("orders", 42, new Delivery(envelope, properties.build(), BODY));
  }

  private static String text(Headers headers, String name) {
    byte[] value = headers.last(name);
    assertThat(value).as(name).isNotNull();
    return new String(value, UTF_8);
  }
}
