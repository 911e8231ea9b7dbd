package dev.breakwater.pulsar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.CloudEvents;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessagesTest {

  private static final Place PLACE = new Place(7, 5, 3);
  private static final byte[] BODY = "{}".getBytes(UTF_8);
  private static final Instant TIME = Instant.parse("2024-06-01T12:00:00Z");

  private final Map<String, @Nullable Object> answers = Fakes.answers(PLACE);

  @Test
  void keepsBodyKeyAndPosition() {
    answers.put("getData", BODY);
    answers.put("hasKey", true);
    answers.put("getKeyBytes", new byte[] {1, 2});
    RawRecord record = record();
    assertThat(record.position()).isEqualTo("t/n/orders-partition-1-7@20483");
    assertThat(record.key()).containsExactly(1, 2);
    assertThat(record.value()).isSameAs(BODY);
    assertThat(record.headers()).isEqualTo(Headers.EMPTY);
  }

  @Test
  void hasNeitherKeyNorValueWhereTheMessageHasNone() {
    answers.put("getData", null);
    RawRecord record = record();
    assertThat(record.key()).isNull();
    assertThat(record.value()).isNull();
  }

  @Test
  void isOfTheTimeOfTheEventElseOfItsPublication() {
    answers.put("getPublishTime", TIME.toEpochMilli());
    assertThat(record().timestamp()).isEqualTo(TIME.toEpochMilli());
    answers.put("getEventTime", TIME.minusSeconds(1).toEpochMilli());
    assertThat(record().timestamp()).isEqualTo(TIME.minusSeconds(1).toEpochMilli());
    assertThat(record().headers().last("pulsar-event-time"))
        .isEqualTo("2024-06-01T11:59:59Z".getBytes(UTF_8));
  }

  @Test
  void isOfNowWhereItsTimeIsStillToCome() {
    answers.put("getEventTime", Instant.now().plusSeconds(86_400).toEpochMilli());
    long before = System.currentTimeMillis();
    assertThat(record().timestamp()).isBetween(before, System.currentTimeMillis());
  }

  @Test
  void turnsPropertiesIntoHeaders() {
    answers.put("getProperties", Map.of("name", "é"));
    assertThat(record().headers().last("name")).isEqualTo("é".getBytes(UTF_8));
    assertThat(record().headers().size()).isEqualTo(1);
  }

  @Test
  void bringsCloudEventsInAllSpellingsOfTheirPrefix() throws Exception {
    for (String prefix : List.of("ce_", "cloudEvents_", "cloudEvents:")) {
      answers.put("getData", BODY);
      answers.put(
          "getProperties",
          Map.of(
              "content-type",
              "application/json",
              prefix + "specversion",
              "1.0",
              prefix + "id",
              "e-1",
              prefix + "source",
              "/shop",
              prefix + "type",
              "order",
              prefix + "time",
              TIME.toString()));
      RawRecord record = record();
      assertThat(CloudEvents.mode(record)).isEqualTo(CloudEvents.Mode.BINARY);
      Event event = CloudEvents.fromBinary(record);
      assertThat(event.id()).isEqualTo("e-1");
      assertThat(event.time()).isEqualTo(TIME.toEpochMilli());
    }
  }

  private RawRecord record() {
    return Messages.toRecord("t/n/orders-partition-1", PLACE, Fakes.message(answers));
  }
}
