package dev.breakwater.operators.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.RedriveHeaders;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class RedriveRecordsTest {

  private static final RedrivePolicy POLICY =
      Letters.policy(Letters.config(Mode.ONE_SHOT, Letters.ANY));

  @Test
  void sendsTheOriginalWithItsHistoryInPlaceOfTheFailure() {
    Letters letter = Letters.letter().with("traceparent", "00-1").with("empty", (byte[]) null);
    RawRecord record = with(letter, Letters.ours("dependency", 7_000)).at(2, 9);
    ProducerRecord<byte[], byte[]> sent = encode(record);
    assertThat(sent.topic()).isEqualTo(Letters.RETRY);
    assertThat(sent.partition()).isNull();
    assertThat(sent.key()).isEqualTo(record.key());
    assertThat(sent.value()).isEqualTo(record.value());
    assertThat(sent.timestamp()).isEqualTo(record.timestamp());
    assertThat(names(sent))
        .containsExactly(
            "traceparent",
            "empty",
            DeadLetterHeaders.TOPIC,
            DeadLetterHeaders.PARTITION,
            DeadLetterHeaders.OFFSET,
            DeadLetterHeaders.ATTEMPTS,
            DeadLetterHeaders.FIRST_FAILURE,
            RedriveHeaders.ATTEMPT,
            RedriveHeaders.FROM,
            RedriveHeaders.HISTORY);
    assertThat(text(sent, "traceparent")).isEqualTo("00-1");
    assertThat(sent.headers().lastHeader("empty").value()).isNull();
    assertThat(text(sent, DeadLetterHeaders.TOPIC)).isEqualTo("flights.raw");
    assertThat(text(sent, DeadLetterHeaders.OFFSET)).isEqualTo("77");
    assertThat(text(sent, DeadLetterHeaders.ATTEMPTS)).isEqualTo("1");
    assertThat(text(sent, DeadLetterHeaders.FIRST_FAILURE)).isEqualTo("7000");
    assertThat(text(sent, RedriveHeaders.ATTEMPT)).isEqualTo("1");
    assertThat(text(sent, RedriveHeaders.FROM)).isEqualTo("flights.dead-2@9");
    assertThat(text(sent, RedriveHeaders.HISTORY))
        .isEqualTo("1,dependency,enrich,flights-ingest.r01,7000");
  }

  @Test
  void countsAttemptsAndKeepsTheHistory() {
    Letters letter =
        with(
            Letters.ours("dependency", 9_000),
            Letters.letter()
                .with(RedriveHeaders.ATTEMPT, "1")
                .with(RedriveHeaders.FROM, "flights.dead-0@1")
                .with(RedriveHeaders.HISTORY, "1,dependency,enrich,flights-ingest.r01,7000"));
    ProducerRecord<byte[], byte[]> sent = encode(letter.at(0, 5));
    assertThat(text(sent, RedriveHeaders.ATTEMPT)).isEqualTo("2");
    assertThat(text(sent, RedriveHeaders.FROM)).isEqualTo("flights.dead-0@5");
    assertThat(text(sent, RedriveHeaders.HISTORY))
        .isEqualTo(
            "1,dependency,enrich,flights-ingest.r01,7000"
                + ";2,dependency,enrich,flights-ingest.r01,9000");
    assertThat(Arrays.stream(names(sent)).distinct()).hasSameSizeAs(names(sent));
  }

  @Test
  void theOldestOfALongHistoryGivesWay() {
    String long1 = "1,".concat("x".repeat(900));
    Letters letter =
        with(
            Letters.ours("dependency", 9_000),
            Letters.letter().with(RedriveHeaders.HISTORY, long1 + ";2," + "y".repeat(100)));
    String history = text(encode(letter.at(0, 5)), RedriveHeaders.HISTORY);
    assertThat(history).startsWith("2,yyy").contains(";1,dependency");
    assertThat(history.getBytes(UTF_8).length)
        .isLessThanOrEqualTo(RedriveRecords.MAX_HISTORY_BYTES);
  }

  @Test
  void namesOfOthersCannotBreakTheHistoryUp() {
    Letters letter =
        Letters.letter()
            .with(DeadLetterHeaders.REASON, "a;b,c")
            .with(DeadLetterHeaders.JOB, "flights-ingest");
    assertThat(text(encode(letter.at(0, 5)), RedriveHeaders.HISTORY))
        .isEqualTo("1,a_b_c,-,flights-ingest,5005");
  }

  @Test
  void givesASpringRecordItsOwnTimestampBack() {
    Letters letter =
        Letters.letter()
            .with("kafka_dlt-original-topic", "orders")
            .with("kafka_dlt-original-consumer-group", "flights-ingest")
            .with("kafka_dlt-original-timestamp", ByteBuffer.allocate(8).putLong(123).array());
    ProducerRecord<byte[], byte[]> sent = encode(letter.at(0, 1));
    assertThat(sent.timestamp()).isEqualTo(123);
    assertThat(names(sent)).noneMatch(name -> name.startsWith("kafka_dlt-"));
  }

  @Test
  void parksTheDeadLetterAsItIsWithTheReason() {
    RawRecord stub =
        Letters.ours("oversized", 1).with(DeadLetterHeaders.STUB_SHA256, "ab").at(1, 4);
    RedrivePolicy asked =
        Letters.policy(
            Letters.config(
                Mode.ONE_SHOT,
                new RedriveFilter(
                    Set.of("oversized"),
                    Set.of(),
                    Set.of(),
                    RedriveFilter.Window.ALWAYS,
                    Set.of(),
                    Set.of(),
                    java.util.List.of())));
    ProducerRecord<byte[], byte[]> parked =
        Objects.requireNonNull(asked.encode(stub, asked.decide(stub)));
    assertThat(parked.topic()).isEqualTo(Letters.PARKED);
    assertThat(parked.timestamp()).isEqualTo(stub.timestamp());
    assertThat(text(parked, RedriveHeaders.PARKED)).isEqualTo("stub");
    assertThat(text(parked, RedriveHeaders.FROM)).isEqualTo("flights.dead-1@4");
    Headers before = stub.headers();
    for (int i = 0; i < before.size(); i++) {
      assertThat(parked.headers().lastHeader(before.name(i)).value()).isEqualTo(before.value(i));
    }
    assertThat(names(parked)).hasSize(before.size() + 2);
  }

  @Test
  void writesNothingOfWhatIsLeft() {
    RawRecord malformed = Letters.ours("malformed", 1).at(0, 0);
    assertThat(POLICY.encode(malformed, POLICY.decide(malformed))).isNull();
  }

  private static ProducerRecord<byte[], byte[]> encode(RawRecord record) {
    return Objects.requireNonNull(POLICY.encode(record, POLICY.decide(record)));
  }

  private static Letters with(Letters first, Letters second) {
    Headers headers = second.headers();
    for (int i = 0; i < headers.size(); i++) {
      first.with(headers.name(i), headers.value(i));
    }
    return first;
  }

  private static String[] names(ProducerRecord<byte[], byte[]> record) {
    return Arrays.stream(record.headers().toArray()).map(Header::key).toArray(String[]::new);
  }

  private static String text(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
