package dev.breakwater.operators.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BookingOperatorTest {

  private static final long SEED = 20010106L;
  private static final long NOW = 1_795_728_720_000L;
  private static final long MINUTE = 60_000;
  private static final LedgerConfig CONFIG = new LedgerConfig("me.r01", "books", MINUTE);
  private static final OutputTag<RawRecord> ENTRIES =
      new OutputTag<>("ledger-entries", EventTypes.RAW_RECORD);
  private static final Heading READ = new Heading(Boundary.READ, "");
  private static final Heading WRITTEN = new Heading(Boundary.WRITTEN, "clean");

  @Test
  void handsOnWhatItBooksAndHoldsNothingAfterTheBarrier() throws Exception {
    try (Harness harness = new Harness(RecordBooking.ORIGIN, null)) {
      List<RawRecord> records = List.of(record(0, NOW), record(1, NOW + 1), record(2, NOW));
      for (RawRecord record : records) {
        harness.process(record);
      }
      assertThat(harness.flink.extractOutputValues()).isEqualTo(records);
      assertThat(harness.taken()).isEmpty();
      harness.flink.prepareSnapshotPreBarrier(1);
      long sum = records.stream().mapToLong(Identities::ofOrigin).sum();
      assertThat(harness.taken()).containsExactly(entry(NOW, sum, 0, 0, 0));
      harness.flink.prepareSnapshotPreBarrier(2);
      assertThat(harness.taken()).isEmpty();
    }
  }

  @Test
  void booksByTheTimeOfTheRecordAndNotByTheClock() throws Exception {
    try (Harness harness = new Harness(RecordBooking.ORIGIN, null)) {
      harness.process(record(0, 0));
      harness.process(record(1, NOW + 365L * 24 * 60 * MINUTE));
      harness.flink.setProcessingTime(NOW + 5 * MINUTE);
      harness.process(record(2, 59_999));
      harness.flink.prepareSnapshotPreBarrier(1);
      assertThat(harness.taken())
          .extracting(LedgerEntry::bucket, LedgerEntry::count)
          .containsExactlyInAnyOrder(tuple(0L, 2L), tuple(NOW + 365L * 24 * 60 * MINUTE, 1L));
    }
  }

  @Test
  void givesImpossibleTimesABucketOfTheirOwn() throws Exception {
    try (Harness harness = new Harness(RecordBooking.ORIGIN, null)) {
      harness.process(record(0, RawRecord.NO_TIMESTAMP));
      harness.process(record(1, Long.MIN_VALUE));
      harness.process(record(2, Long.MAX_VALUE));
      harness.flink.prepareSnapshotPreBarrier(1);
      assertThat(harness.taken())
          .singleElement()
          .matches(entry -> entry.bucket() == LedgerEntry.IMPOSSIBLE && entry.count() == 3);
    }
  }

  @Test
  void saysHowOldRecordsWereWhenTheyCame() throws Exception {
    Harness[] itself = new Harness[1];
    // A record takes ten seconds.
    Booking<RawRecord> slow = new Watched(() -> itself[0].takes(10_000));
    try (Harness harness = new Harness(slow, null)) {
      itself[0] = harness;
      harness.process(record(0, NOW - 7));
      harness.process(record(1, NOW - 5_000));
      harness.process(record(2, NOW + MINUTE));
      harness.process(record(3, RawRecord.NO_TIMESTAMP));
      harness.flink.prepareSnapshotPreBarrier(1);
      assertThat(harness.taken())
          .extracting(LedgerEntry::bucket, LedgerEntry::ages)
          .containsExactlyInAnyOrder(
              tuple(NOW - MINUTE, Ages.of(7, 15_000)),
              // Stamped by a clock that is ahead of this one.
              tuple(NOW + MINUTE, Ages.of(0)),
              tuple(LedgerEntry.IMPOSSIBLE, Ages.NONE));
    }
  }

  @Test
  void booksDeadLettersByWhyTheyFailed() throws Exception {
    try (Harness harness = new Harness(RecordBooking.LETTER, null)) {
      harness.process(letter(0, "late"));
      harness.process(letter(1, "late"));
      harness.process(letter(2, "invalid"));
      harness.process(letter(3, "of another version"));
      harness.process(record(4, NOW));
      harness.flink.prepareSnapshotPreBarrier(1);
      assertThat(harness.taken())
          .extracting(LedgerEntry::name, LedgerEntry::count)
          .containsExactlyInAnyOrder(tuple(".late", 2L), tuple(".invalid", 1L), tuple("", 2L));
    }
  }

  @Test
  void booksWhatIsWrittenByItsReasonOnlyWhereItHasOne() {
    RawRecord record = record(0, NOW);
    DeadLetter letter = new DeadLetter(record, Reason.POISON, "stage", "why", null, NOW);
    BookLine line = new BookLine(WRITTEN, MINUTE, () -> {});
    new WrittenBooking("dead").book(letter, line);
    List<String> details = new ArrayList<>();
    line.drain(account -> details.add(account.topic() + ' ' + account.detail()));
    assertThat(details).containsExactly("dead poison");
    assertThat(LetterNames.reason(LetterNames.of("dead-letters", "poison")))
        .isEqualTo(Reason.POISON);
    assertThat(LetterNames.of("clean", "")).isEqualTo("clean");
    assertThat(LetterNames.reason("clean")).isNull();
    assertThat(LetterNames.reason("clean.nothing")).isNull();
  }

  @Test
  void booksEachRecordInEveryLineOfItsOwn() throws Exception {
    BookingOperator<RawRecord> operator =
        new BookingOperator<RawRecord>(CONFIG, ENTRIES)
            .add(READ, RecordBooking.ORIGIN)
            .add(WRITTEN, (record, line) -> line.add("out", NOW - MINUTE, 2));
    try (Harness harness = new Harness(operator, null)) {
      harness.process(record(0, NOW));
      harness.process(record(1, NOW));
      harness.flink.prepareSnapshotPreBarrier(1);
      long sum = Identities.ofOrigin("in", 0, 0) + Identities.ofOrigin("in", 0, 1);
      assertThat(harness.taken())
          .extracting(
              LedgerEntry::boundary,
              LedgerEntry::name,
              LedgerEntry::topic,
              LedgerEntry::count,
              LedgerEntry::checksum,
              LedgerEntry::ages)
          .containsExactly(
              tuple(Boundary.READ, "", "in", 2L, sum, Ages.of(0, 0)),
              tuple(Boundary.WRITTEN, "clean", "out", 2L, 4L, Ages.of(MINUTE, MINUTE)));
    }
  }

  @Test
  void knowsTopicsAndSourcesApartThatTakeTurns() throws Exception {
    BookLine line = new BookLine(READ, MINUTE, () -> {});
    for (String name : List.of("", "a", "b", "b", "a")) {
      RawRecord record = new RawRecord(name, 3, 7, NOW, null, null, Headers.EMPTY);
      assertThat(line.ofOrigin(record)).isEqualTo(Identities.ofOrigin(name, 3, 7));
      Attributes attributes = new Attributes("7", name, "t", null, null, null, null, List.of());
      assertThat(line.ofEvent(new Event(record, attributes, NOW, new byte[0])))
          .isEqualTo(Identities.ofEvent(name, "7"));
    }
  }

  @Test
  void booksARecordTwiceThatComesTwice() throws Exception {
    try (Harness harness = new Harness(RecordBooking.ORIGIN, null)) {
      harness.process(record(4, NOW));
      harness.process(record(4, NOW));
      harness.flink.prepareSnapshotPreBarrier(1);
      assertThat(harness.taken())
          .containsExactly(entry(NOW, 2 * Identities.ofOrigin(record(4, NOW)), 0, 0));
    }
  }

  @Test
  void booksARecordOnlyAfterItWasHandedOn() throws Exception {
    List<Integer> handedOn = new ArrayList<>();
    Harness[] itself = new Harness[1];
    Booking<RawRecord> watched =
        new Watched(() -> handedOn.add(itself[0].flink.extractOutputValues().size()));
    try (Harness harness = new Harness(watched, null)) {
      itself[0] = harness;
      harness.process(record(0, NOW));
      harness.process(record(1, NOW));
    }
    assertThat(handedOn).containsExactly(1, 2);
  }

  @Test
  void writesItsLinesWhenTheInputEnds() throws Exception {
    try (Harness harness = new Harness(RecordBooking.ORIGIN, null)) {
      harness.process(record(0, NOW));
      harness.flink.getOneInputOperator().finish();
      assertThat(harness.taken()).hasSize(1);
    }
  }

  @Test
  void writesAllItsLinesBeforeThereAreTooMany() throws Exception {
    try (Harness harness = new Harness(RecordBooking.ORIGIN, null)) {
      for (int i = 0; i < Tally.MOST; i++) {
        harness.process(record(i, i * MINUTE));
      }
      assertThat(harness.taken()).isEmpty();
      harness.process(record(Tally.MOST, Tally.MOST * MINUTE));
      assertThat(harness.taken()).hasSize(Tally.MOST);
      harness.flink.prepareSnapshotPreBarrier(1);
      assertThat(harness.taken()).hasSize(1);
    }
  }

  @Test
  void leavesUnbookedWhatNoRedriveWrote() throws Exception {
    try (Harness harness = new Harness(RecordBooking.REDRIVEN, null)) {
      harness.process(record(0, NOW));
      harness.flink.prepareSnapshotPreBarrier(1);
      assertThat(harness.flink.extractOutputValues()).hasSize(1);
      assertThat(harness.taken()).isEmpty();
    }
  }

  /** What was committed adds up to each record once, wherever it died, with no state of its own. */
  @Test
  void booksEachRecordOnceOverRandomCheckpointsAndFailures() throws Exception {
    Random random = new Random(SEED);
    Map<Long, Long> counts = new HashMap<>();
    Map<Long, Long> checksums = new HashMap<>();
    OperatorSubtaskState state = null;
    int committed = 0;
    int end = 20_000;
    while (committed < end) {
      try (Harness harness = new Harness(RecordBooking.ORIGIN, state)) {
        int at = committed;
        for (int failure = random.nextInt(3_000); failure > 0 && at < end; failure--) {
          harness.process(random(at++));
          if (random.nextInt(500) == 0 || at == end) {
            harness.flink.prepareSnapshotPreBarrier(at);
            state = harness.flink.snapshot(at, at);
            for (LedgerEntry entry : harness.taken()) {
              counts.merge(entry.bucket(), entry.count(), Long::sum);
              checksums.merge(entry.bucket(), entry.checksum(), Long::sum);
            }
            committed = at;
          }
        }
      }
    }
    Map<Long, Long> expectedCounts = new HashMap<>();
    Map<Long, Long> expectedChecksums = new HashMap<>();
    for (int i = 0; i < end; i++) {
      long bucket = random(i).timestamp() / MINUTE * MINUTE;
      expectedCounts.merge(bucket, 1L, Long::sum);
      expectedChecksums.merge(bucket, Identities.ofOrigin("in", 0, i), Long::sum);
    }
    assertThat(counts).as("seed %d", SEED).isEqualTo(expectedCounts);
    assertThat(checksums).as("seed %d", SEED).isEqualTo(expectedChecksums);
    assertThat(requireNonNull(state).getStateSize()).as("state").isZero();
  }

  private static RawRecord random(int offset) {
    return record(offset, NOW + new Random(SEED + offset).nextLong(20 * MINUTE));
  }

  private static RawRecord letter(long offset, String reason) {
    Headers headers = Headers.EMPTY.with(DeadLetterHeaders.REASON, reason.getBytes(UTF_8));
    return new RawRecord("in", 0, offset, NOW, null, null, headers);
  }

  private static RawRecord record(long offset, long timestamp) {
    return new RawRecord("in", 0, offset, timestamp, null, null, Headers.EMPTY);
  }

  private static LedgerEntry entry(long bucket, long checksum, long... ages) {
    return new LedgerEntry(
        "me.r01",
        Boundary.READ,
        "",
        "in",
        bucket,
        MINUTE,
        ages.length,
        checksum,
        NOW,
        Ages.of(ages));
  }

  /** Tells when it is asked. */
  private record Watched(Runnable asked) implements Booking<RawRecord> {

    private static final long serialVersionUID = 1L;

    @Override
    public void book(RawRecord record, Line line) {
      asked.run();
      line.add(record.topic(), record.timestamp(), 1);
    }
  }

  private static final class Harness implements AutoCloseable {

    final OneInputStreamOperatorTestHarness<RawRecord, RawRecord> flink;

    Harness(Booking<RawRecord> booking, @Nullable OperatorSubtaskState state) throws Exception {
      this(new BookingOperator<RawRecord>(CONFIG, ENTRIES).add(READ, booking), state);
    }

    Harness(BookingOperator<RawRecord> operator, @Nullable OperatorSubtaskState state)
        throws Exception {
      flink =
          new OneInputStreamOperatorTestHarness<>(
              operator, EventTypes.RAW_RECORD.createSerializer(new SerializerConfigImpl()));
      flink.setup(EventTypes.RAW_RECORD.createSerializer(new SerializerConfigImpl()));
      if (state != null) {
        flink.initializeState(state);
      }
      flink.open();
      flink.setProcessingTime(NOW);
    }

    /** The clock goes on. */
    void takes(long millis) {
      try {
        flink.setProcessingTime(flink.getProcessingTime() + millis);
      } catch (Exception e) {
        throw new AssertionError("there are no timers", e);
      }
    }

    void process(RawRecord record) throws Exception {
      flink.processElement(new StreamRecord<>(record));
    }

    /** The entries since the last look. */
    List<LedgerEntry> taken() throws RejectedException {
      List<LedgerEntry> entries = new ArrayList<>();
      Queue<StreamRecord<RawRecord>> side = flink.getSideOutput(ENTRIES);
      while (side != null && !side.isEmpty()) {
        RawRecord record = side.remove().getValue();
        LedgerEntry entry = LedgerEntry.parse(Objects.requireNonNull(record.value()));
        assertThat(record.key()).isEqualTo(entry.key());
        entries.add(entry);
      }
      return entries;
    }

    @Override
    public void close() throws Exception {
      flink.close();
    }
  }
}
