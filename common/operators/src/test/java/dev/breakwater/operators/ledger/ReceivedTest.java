package dev.breakwater.operators.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.deadletter.DeadLetterEncoder;
import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventEncoder;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RedriveHeaders;
import dev.breakwater.operators.kafka.RawRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both ends of a topic come to the same, whatever is written to it. */
class ReceivedTest {

  private static final long TIME = 1_795_728_723_456L;
  private static final WrittenBooking BOOKING = new WrittenBooking("out");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/flights, f-1, 2026-11-26T21:32:03.456Z, 1795728723456",
        "/flights, f-1, 2026-11-26T22:32:03.456789+01:00, 1795728723456",
        "/flüge, 飛-1, 2026-11-26T21:32:03Z, 1795728723000",
        "s, i, -, 5",
      })
  void anEventIsKnownByItsSourceAndIdAtItsOwnTime(
      String source, String id, @Nullable String text, long time) {
    RawRecord record = new RawRecord("in", 3, 42, 5, null, bytes("{}"), Headers.EMPTY);
    Attributes attributes = new Attributes(id, source, "t", null, text, null, null, List.of());
    Event event = new Event(record, attributes, time, record.value());
    assertAlike(event, read(new EventEncoder("out"), event));
    assertThat(account(BOOKING, event).bucket()).isEqualTo(time);
  }

  @Test
  void aDeadLetterIsKnownByThePositionAndTimeOfItsRecord() {
    Headers headers = new Headers(new String[] {"ce_id", "ce_source"}, two("a", "b"));
    RawRecord record = new RawRecord("in", 3, 42, TIME, null, bytes("{"), headers);
    RawRecord read = read(letters(100_000), letter(record));
    assertAlike(letter(record), read);
    assertThat(Received.identity(read)).isEqualTo(Identities.ofOrigin(record));
    assertThat(Received.time(read)).isEqualTo(TIME);
  }

  @Test
  void aDeadLetterThatFailsAgainIsAnotherOne() {
    RawRecord first = new RawRecord("in", 3, 42, TIME, null, bytes("{"), Headers.EMPTY);
    RawRecord again = read(letters(100_000), letter(first));
    RawRecord read = read(letters(100_000), letter(again));
    assertAlike(letter(again), read);
    assertThat(Received.identity(read)).isEqualTo(Identities.ofOrigin(again));
  }

  @Test
  void aStubThatFailsAgainStaysTheOneThatItWas() {
    RawRecord big = new RawRecord("in", 3, 42, TIME, null, new byte[20_000], Headers.EMPTY);
    RawRecord stub = read(letters(9_000), letter(big));
    assertAlike(letter(big), stub);
    RawRecord read = read(letters(9_000), letter(stub));
    assertAlike(letter(stub), read);
    assertThat(Received.identity(read)).isEqualTo(Identities.ofOrigin(big));
    assertThat(Received.time(read)).isEqualTo(TIME);
  }

  @ParameterizedTest
  @CsvSource({"in, 3, x", "in, -1, 5", "'', 3, 5"})
  void aStubOfAPositionThatCannotBeReadIsTheSameForBothEnds(
      String topic, String partition, String offset) {
    RawRecord big = new RawRecord("in", 3, 42, TIME, null, new byte[20_000], Headers.EMPTY);
    RawRecord stub = read(letters(9_000), letter(big));
    Headers forged =
        stub.headers()
            .with(DeadLetterHeaders.TOPIC, bytes(topic))
            .with(DeadLetterHeaders.PARTITION, bytes(partition))
            .with(DeadLetterHeaders.OFFSET, bytes(offset))
            .with(DeadLetterHeaders.TIMESTAMP, bytes("-1"));
    DeadLetter again = letter(new RawRecord("dead", 0, 7, TIME, null, null, forged));
    assertAlike(again, read(letters(9_000), again));
  }

  @Test
  void aRedrivenRecordIsKnownByThePositionOfItsDeadLetter() {
    Headers headers =
        new Headers(
            new String[] {"ce_id", "ce_source", DeadLetterHeaders.TOPIC, RedriveHeaders.FROM},
            new byte[][] {bytes("i"), bytes("s"), bytes("in"), bytes("dead-0@7")});
    RawRecord record = new RawRecord("in", 1, 99, TIME, null, null, headers);
    assertThat(Received.identity(record)).isEqualTo(Identities.ofOrigin("dead", 0, 7));
    assertThat(Received.time(record)).isEqualTo(TIME);
  }

  @Test
  void aParkedRecordIsNoLongerTheDeadLetterThatItWas() {
    RawRecord first = new RawRecord("in", 3, 42, TIME, null, bytes("{"), Headers.EMPTY);
    RawRecord letter = read(letters(100_000), letter(first));
    Headers headers =
        letter
            .headers()
            .with(RedriveHeaders.FROM, bytes("dead-0@7"))
            .with(RedriveHeaders.PARKED, bytes("attempts"));
    RawRecord parked = new RawRecord("parked", 0, 1, TIME + 5, null, bytes("{"), headers);
    assertThat(Received.identity(parked)).isEqualTo(Identities.ofOrigin("dead", 0, 7));
    assertThat(Received.time(parked)).isEqualTo(TIME + 5);
  }

  @Test
  void aRecordThatSaysNothingIsItsOwnPosition() {
    RawRecord record = new RawRecord("in", 1, 99, TIME, null, bytes("{}"), Headers.EMPTY);
    assertThat(Received.identity(record)).isEqualTo(Identities.ofOrigin("in", 1, 99));
    assertThat(Received.time(record)).isEqualTo(TIME);
  }

  /** In one account, each in that of its millisecond. */
  private static void assertAlike(Outcome written, RawRecord read) {
    Tally.Account ours = account(BOOKING, written);
    Tally.Account theirs = account(RecordBooking.RECEIVED, read);
    assertThat(theirs.topic()).isEqualTo(ours.topic());
    assertThat(theirs.bucket()).isEqualTo(ours.bucket());
    assertThat(theirs.checksum()).isEqualTo(ours.checksum());
    assertThat(theirs.checksum()).isEqualTo(Received.identity(read));
  }

  private static <T> Tally.Account account(Booking<T> booking, T record) {
    BookLine line = new BookLine(new Heading(Boundary.RECEIVED, ""), 1, () -> {});
    booking.book(record, line);
    List<Tally.Account> accounts = new ArrayList<>();
    line.drain(accounts::add);
    assertThat(accounts).hasSize(1);
    return accounts.get(0);
  }

  private static DeadLetter letter(RawRecord record) {
    return new DeadLetter(record, Reason.MALFORMED, "decode", "bad", null, TIME + 9);
  }

  private static DeadLetterEncoder letters(int bytes) {
    return new DeadLetterEncoder("out", "me.r01", bytes);
  }

  private static <T> RawRecord read(KafkaRecordSerializationSchema<T> encoder, T written) {
    ProducerRecord<byte[], byte[]> record =
        Objects.requireNonNull(encoder.serialize(written, new NoContext(), null));
    Long timestamp = record.timestamp();
    return RawRecords.of(
        new ConsumerRecord<>(
            record.topic(),
            0,
            7,
            timestamp == null ? TIME : timestamp,
            TimestampType.CREATE_TIME,
            0,
            0,
            record.key(),
            record.value(),
            record.headers(),
            Optional.empty()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[][] two(String one, String other) {
    return new byte[][] {bytes(one), bytes(other)};
  }

  private static final class NoContext implements KafkaRecordSerializationSchema.KafkaSinkContext {
    @Override
    public int getParallelInstanceId() {
      return 0;
    }

    @Override
    public int getNumberOfParallelInstances() {
      return 1;
    }

    @Override
    public int[] getPartitionsForTopic(String topic) {
      return new int[] {0};
    }
  }
}
