package dev.breakwater.operators.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterEncoderTest {

  private static final int LIMIT = 100_000;
  private static final Headers TWO_HEADERS =
      new Headers(new String[] {"trace", "trace"}, new byte[][] {Records.bytes("a"), null});

  private final DeadLetterEncoder encoder = new DeadLetterEncoder("dead", "orders-ingest", LIMIT);

  @Test
  void keepsKeyValueTimestampAndHeadersOfTheOriginal() {
    byte[] key = {1, 2};
    byte[] value = {0, -1, 7};
    ProducerRecord<byte[], byte[]> written = encode(Records.record(key, value, TWO_HEADERS));

    assertThat(written.topic()).isEqualTo("dead");
    assertThat(written.partition()).isNull();
    assertThat(written.timestamp()).isEqualTo(Records.NOW - 1_000);
    assertThat(written.key()).isSameAs(key);
    assertThat(written.value()).isSameAs(value);
    Header[] headers = written.headers().toArray();
    assertThat(headers[0].key()).isEqualTo("trace");
    assertThat(headers[0].value()).isEqualTo(Records.bytes("a"));
    assertThat(headers[1].key()).isEqualTo("trace");
    assertThat(headers[1].value()).isNull();
  }

  @Test
  void saysWhyWhereAndWhen() {
    ProducerRecord<byte[], byte[]> written = encode(Records.record(null, null, Headers.EMPTY));

    assertThat(ours(written))
        .containsExactly(
            "reason=malformed",
            "stage=decode",
            "job=orders-ingest",
            "exception.class.name=com.example.BadException",
            "exception.message=not JSON",
            "topic=orders",
            "partition=3",
            "offset=42",
            "timestamp=1699999999000",
            "attempts=1",
            "first.failure=1700000000000",
            "last.failure=1700000000000");
  }

  @Test
  void leavesTheExceptionsClassOutWhereNoneWasThrown() {
    DeadLetter letter =
        new DeadLetter(
            Records.record(null, null, Headers.EMPTY), Reason.LATE, "window", "late", null, 1);

    assertThat(encoder.encode(letter).headers().lastHeader(DeadLetterHeaders.EXCEPTION_CLASS))
        .isNull();
  }

  @Test
  void givesNoTimestampToARecordWithoutOne() {
    RawRecord record = new RawRecord("t", 0, 0, RawRecord.NO_TIMESTAMP, null, null, Headers.EMPTY);

    ProducerRecord<byte[], byte[]> written = encode(record);

    assertThat(written.timestamp()).isNull();
    assertThat(text(written, DeadLetterHeaders.TIMESTAMP)).isEqualTo("-1");
  }

  @Test
  void replacesItsOwnHeadersWhenARedrivenRecordFailsAgain() {
    Headers again =
        new Headers(
            new String[] {
              "trace",
              DeadLetterHeaders.REASON,
              DeadLetterHeaders.ATTEMPTS,
              DeadLetterHeaders.ATTEMPTS,
              DeadLetterHeaders.FIRST_FAILURE,
              DeadLetterHeaders.PREFIX + "from.a.later.version",
              "ce_id"
            },
            new byte[][] {
              Records.bytes("a"),
              Records.bytes("invalid"),
              Records.bytes("1"),
              Records.bytes("4"),
              Records.bytes("1600000000000"),
              Records.bytes("x"),
              Records.bytes("7")
            });
    ProducerRecord<byte[], byte[]> written = encode(Records.record(null, null, again));

    assertThat(written.headers().toArray()).hasSize(2 + 12);
    assertThat(text(written, "trace")).isEqualTo("a");
    assertThat(text(written, "ce_id")).isEqualTo("7");
    assertThat(ours(written))
        .contains(
            "reason=malformed",
            "attempts=5",
            "first.failure=1600000000000",
            "last.failure=1700000000000")
        .doesNotHaveDuplicates();
  }

  @Test
  void countsUpThroughManyFailures() {
    RawRecord record = Records.record(null, Records.bytes("v"), TWO_HEADERS);
    for (int attempt = 1; attempt <= 20; attempt++) {
      ProducerRecord<byte[], byte[]> written = encode(record);
      assertThat(text(written, DeadLetterHeaders.ATTEMPTS)).isEqualTo(Integer.toString(attempt));
      assertThat(written.headers().toArray()).hasSize(2 + 12);
      record = Records.record(written.key(), written.value(), headersOf(written));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "-1", "+1", "1.0", "one", "٣", "99999999999999999999", "1\n", "0x1"})
  void startsOverWhereEarlierAttemptsAreGarbage(String garbage) {
    Headers headers =
        new Headers(
            new String[] {DeadLetterHeaders.ATTEMPTS, DeadLetterHeaders.FIRST_FAILURE},
            new byte[][] {Records.bytes(garbage), Records.bytes(garbage)});

    ProducerRecord<byte[], byte[]> written = encode(Records.record(null, null, headers));

    assertThat(text(written, DeadLetterHeaders.ATTEMPTS)).isEqualTo("1");
    assertThat(text(written, DeadLetterHeaders.FIRST_FAILURE)).isEqualTo("1700000000000");
  }

  @Test
  void startsOverWhereEarlierAttemptsAreNull() {
    Headers headers =
        new Headers(new String[] {DeadLetterHeaders.ATTEMPTS}, new byte[][] {(byte[]) null});

    assertThat(text(encode(Records.record(null, null, headers)), DeadLetterHeaders.ATTEMPTS))
        .isEqualTo("1");
  }

  @Test
  void cutsALongMessageBetweenTwoCharacters() {
    for (String filler : List.of("a", "é", "€", "😀")) {
      for (int before = 0; before < 4; before++) {
        String message = "x".repeat(before) + filler.repeat(5_000);
        String cut = text(withMessage(message), DeadLetterHeaders.EXCEPTION_MESSAGE);

        assertThat(message).startsWith(cut);
        assertThat(cut.getBytes(UTF_8).length).isBetween(1_021, 1_024);
      }
    }
  }

  @Test
  void keepsAMessageOfExactlyTheLimit() {
    String message = "€".repeat(341) + "x";

    assertThat(text(withMessage(message), DeadLetterHeaders.EXCEPTION_MESSAGE)).isEqualTo(message);
  }

  @Test
  void takesTextThatIsNotValidUnicode() {
    assertThat(text(withMessage("\uD83D"), DeadLetterHeaders.EXCEPTION_MESSAGE)).isEqualTo("?");
  }

  @Test
  void writesNoStubWhileTheRecordFits() {
    for (int size = LIMIT - 1_000; size <= LIMIT; size++) {
      ProducerRecord<byte[], byte[]> written =
          encode(Records.record(null, new byte[size], Headers.EMPTY));

      assertThat(KafkaSize.of(written)).isLessThanOrEqualTo(LIMIT);
      boolean stub = written.headers().lastHeader(DeadLetterHeaders.STUB_SHA256) != null;
      assertThat(written.value() == null).as("value of %d bytes", size).isEqualTo(stub);
    }
  }

  @Test
  void leavesOutAValueThatIsTooBig() {
    byte[] key = {9};
    ProducerRecord<byte[], byte[]> written =
        encode(Records.record(key, new byte[2 << 20], TWO_HEADERS));

    assertThat(written.value()).isNull();
    assertThat(written.key()).isSameAs(key);
    assertThat(text(written, "trace")).isEmpty();
    assertThat(ours(written))
        .contains(
            "topic=orders",
            "partition=3",
            "offset=42",
            "stub.sha256=5647f05ec18958947d32874eeb788fa396a05d0bab7c1b71f112ceb7e9b31eee",
            "stub.key.size=1",
            "stub.value.size=2097152",
            "stub.headers=2");
  }

  @Test
  void leavesOutHeadersThatAreTooMany() {
    byte[] key = {9};
    ProducerRecord<byte[], byte[]> written =
        encode(Records.record(key, Records.bytes("value"), flood(10_000)));

    assertThat(KafkaSize.of(written)).isLessThanOrEqualTo(LIMIT);
    assertThat(written.key()).isSameAs(key);
    assertThat(written.value()).isNull();
    assertThat(written.headers().toArray()).hasSize(16);
    assertThat(text(written, DeadLetterHeaders.STUB_HEADERS)).isEqualTo("10000");
    assertThat(text(written, DeadLetterHeaders.STUB_VALUE_SIZE)).isEqualTo("5");
  }

  @Test
  void keepsTenThousandHeadersThatFit() {
    DeadLetterEncoder roomy = new DeadLetterEncoder("dead", "job", 1 << 20);

    ProducerRecord<byte[], byte[]> written =
        roomy.encode(Records.dead(Records.record(null, Records.bytes("v"), flood(10_000))));

    assertThat(written.headers().toArray()).hasSize(10_012);
    assertThat(written.value()).isEqualTo(Records.bytes("v"));
  }

  @Test
  void leavesOutAKeyThatIsTooBig() {
    ProducerRecord<byte[], byte[]> written =
        encode(Records.record(new byte[LIMIT], null, TWO_HEADERS));

    assertThat(written.key()).isNull();
    assertThat(text(written, "trace")).isEmpty();
    assertThat(ours(written))
        .contains(
            "stub.key.size=100000",
            "stub.value.size=-1",
            "stub.sha256=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void leavesOutKeyValueAndHeadersWhereAllAreTooBig() {
    ProducerRecord<byte[], byte[]> written =
        encode(Records.record(new byte[LIMIT], new byte[LIMIT], flood(10_000)));

    assertThat(written.key()).isNull();
    assertThat(written.value()).isNull();
    assertThat(ours(written)).hasSize(written.headers().toArray().length).hasSize(16);
  }

  @Test
  void fitsTheSmallestLimitWithTheLongestHeaders() {
    DeadLetterEncoder tight =
        new DeadLetterEncoder("dead", "j".repeat(10_000), DeadLetterEncoder.MIN_RECORD_BYTES);
    RawRecord record =
        new RawRecord(
            "t".repeat(10_000),
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            Long.MIN_VALUE,
            new byte[10_000],
            new byte[10_000],
            flood(1_000));
    DeadLetter letter =
        new DeadLetter(
            record,
            Reason.DEPENDENCY,
            "s".repeat(10_000),
            "m".repeat(10_000),
            "c".repeat(10_000),
            Long.MIN_VALUE);

    assertThat(KafkaSize.of(tight.encode(letter)))
        .isLessThanOrEqualTo(DeadLetterEncoder.MIN_RECORD_BYTES);
  }

  @Test
  void keepsAStubThatFailsAgainAStubOfItsOriginal() {
    ProducerRecord<byte[], byte[]> first =
        encode(Records.record(null, new byte[2 << 20], Headers.EMPTY));
    RawRecord readAgain =
        new RawRecord("dead", 0, 7, 5, first.key(), first.value(), headersOf(first));

    ProducerRecord<byte[], byte[]> second = encode(readAgain);

    assertThat(ours(second))
        .contains(
            "topic=orders",
            "partition=3",
            "offset=42",
            "timestamp=1699999999000",
            "attempts=2",
            "stub.sha256=5647f05ec18958947d32874eeb788fa396a05d0bab7c1b71f112ceb7e9b31eee",
            "stub.value.size=2097152")
        .hasSize(16)
        .doesNotHaveDuplicates();
  }

  @Test
  void takesNoStubFromHeadersThatAreGarbage() {
    Headers headers =
        new Headers(
            new String[] {DeadLetterHeaders.STUB_SHA256, DeadLetterHeaders.TOPIC},
            new byte[][] {Records.bytes("garbage"), new byte[500]});

    assertThat(ours(encode(Records.record(null, null, headers))))
        .contains("topic=orders")
        .noneMatch(header -> header.startsWith("stub."));
  }

  @Test
  void refusesALimitThatItCouldNotKeep() {
    assertThatThrownBy(() -> new DeadLetterEncoder("dead", "job", 8_191))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the record size limit of dead-letter topic dead is too small, was 8191 B; allowed:"
                + " 8192 B or more");
  }

  private ProducerRecord<byte[], byte[]> encode(RawRecord record) {
    return encoder.encode(Records.dead(record));
  }

  private ProducerRecord<byte[], byte[]> withMessage(String message) {
    RawRecord record = Records.record(null, null, Headers.EMPTY);
    return encoder.encode(new DeadLetter(record, Reason.POISON, "map", message, null, Records.NOW));
  }

  private static Headers flood(int count) {
    String[] names = new String[count];
    byte[][] values = new byte[count][];
    for (int i = 0; i < count; i++) {
      names[i] = "header-" + i;
      values[i] = Records.bytes("value-" + i);
    }
    return new Headers(names, values);
  }

  private static Headers headersOf(ProducerRecord<byte[], byte[]> record) {
    Header[] headers = record.headers().toArray();
    return new Headers(
        Arrays.stream(headers).map(Header::key).toArray(String[]::new),
        Arrays.stream(headers).map(Header::value).toArray(byte[][]::new));
  }

  /** The value of the last header of this name; empty where it is null. */
  private static String text(ProducerRecord<byte[], byte[]> record, String name) {
    byte[] value = record.headers().lastHeader(name).value();
    return value == null ? "" : new String(value, UTF_8);
  }

  private static List<String> ours(ProducerRecord<byte[], byte[]> record) {
    List<String> ours = new ArrayList<>();
    for (Header header : record.headers()) {
      if (DeadLetterHeaders.isOurs(header.key())) {
        ours.add(
            header.key().substring(DeadLetterHeaders.PREFIX.length())
                + "="
                + new String(header.value(), UTF_8));
      }
    }
    return ours;
  }
}
