package dev.breakwater.operators.audit;

import static dev.breakwater.operators.audit.Books.CONFIG;
import static dev.breakwater.operators.audit.Books.MINUTE;
import static dev.breakwater.operators.ledger.Boundary.EXIT;
import static dev.breakwater.operators.ledger.Boundary.READ;
import static dev.breakwater.operators.ledger.Boundary.RECEIVED;
import static dev.breakwater.operators.ledger.Boundary.WRITTEN;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.ledger.Ages;
import dev.breakwater.operators.ledger.Boundary;
import dev.breakwater.operators.ledger.LedgerEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AuditOperatorTest {

  @Test
  void judgesABucketOnceItsTimeAndTheGraceAreOver() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.book(booked("a", READ, "", "raw", 0, 3, 70, 10_000));
      books.book(booked("a", EXIT, "clean", "raw", 0, 2, 30, 10_000));
      books.book(booked("a", EXIT, "dead", "raw", 0, 1, 40, 20_000));
      books.eventTime(3 * MINUTE - 1);
      assertThat(books.said()).isEmpty();
      books.eventTime(3 * MINUTE);
      assertThat(books.rulings()).containsExactly(entry("job|raw|a|0", "balanced"));
      assertThat(books.said().get(0).credit().parts())
          .containsExactly(entry("clean", new Sum(2, 30)), entry("dead", new Sum(1, 40)));
      assertThat(books.count("job.auditExpected")).isEqualTo(3);
      assertThat(books.count("job.auditFound")).isEqualTo(3);
      assertThat(books.count("job.auditBalanced")).isEqualTo(1);
    }
  }

  @Test
  void waitsWhileSomethingIsBooked() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.book(booked("a", WRITTEN, "clean", "clean", 0, 9, 90, 10_000));
      for (int minute = 1; minute <= 9; minute++) {
        books.book(booked("b", RECEIVED, "", "clean", 0, 1, 10, minute * MINUTE));
        books.eventTime(minute * MINUTE);
      }
      assertThat(books.said()).isEmpty();
      books.eventTime(11 * MINUTE);
      assertThat(books.rulings()).containsExactly(entry("topic|clean|b|0", "balanced"));
    }
  }

  @Test
  void saysWhatIsTooMuchOrNotTheSame() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.book(booked("a", WRITTEN, "clean", "clean", 0, 2, 50, 10_000));
      books.book(booked("b", RECEIVED, "", "clean", 0, 3, 70, 10_000));
      books.book(booked("a", WRITTEN, "clean", "clean", MINUTE, 2, 50, 10_000));
      books.book(booked("b", RECEIVED, "", "clean", MINUTE, 2, 51, 10_000));
      books.eventTime(10 * MINUTE);
      assertThat(books.rulings())
          .containsOnly(
              entry("topic|clean|b|0", "surplus 1"), entry("topic|clean|b|60000", "altered"));
      assertThat(books.gauge("auditWrong")).isEqualTo(2);
      books.restart();
      assertThat(books.gauge("auditWrong")).isEqualTo(2);
    }
  }

  @Test
  void revisesAVerdictWhenEntriesComeLate() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.book(booked("b", RECEIVED, "", "clean", 0, 1, 10, 10_000));
      books.book(booked("a", WRITTEN, "clean", "clean", 0, 3, 60, 10_000));
      books.eventTime(3 * MINUTE);
      assertThat(books.rulings()).containsExactly(entry("topic|clean|b|0", "missing 2"));
      books.book(booked("b", RECEIVED, "", "clean", 0, 1, 20, 4 * MINUTE));
      books.restart();
      books.book(booked("b", RECEIVED, "", "clean", 0, 1, 30, 5 * MINUTE));
      books.eventTime(7 * MINUTE);
      assertThat(books.rulings()).containsExactly(entry("topic|clean|b|0", "balanced"));
      assertThat(books.said()).extracting(Verdict::revision).containsExactly(1, 2);
      assertThat(books.gauge("auditWrong")).isZero();
      assertThat(books.count("auditRevised")).isEqualTo(1);
    }
  }

  @Test
  void waitsAfterARestartForAWitnessThatWasAwayAsWell() throws Exception {
    try (Books books = new Books(CONFIG, 20_000)) {
      books.book(booked("witness", RECEIVED, "", "out", 0, 1, 10, 10_000));
      books.book(booked("a", WRITTEN, "clean", "out", 0, 1, 10, 10_000));
      books.eventTime(3 * MINUTE);
      assertThat(books.rulings()).containsExactly(entry("topic|out|witness|0", "balanced"));
      books.book(booked("a", WRITTEN, "clean", "out", MINUTE, 1, 20, 70_000));
      books.restart();
      books.eventTime(9 * MINUTE);
      books.clock(19_999);
      books.eventTime(10 * MINUTE);
      assertThat(books.said()).hasSize(1);
      books.book(booked("witness", RECEIVED, "", "out", MINUTE, 1, 20, 10 * MINUTE));
      books.clock(20_000);
      books.eventTime(12 * MINUTE);
      assertThat(books.rulings())
          .containsOnly(
              entry("topic|out|witness|0", "balanced"),
              entry("topic|out|witness|60000", "balanced"));
    }
  }

  @Test
  void judgesEachReaderForItselfAndOnlyWhatIsNew() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.book(booked("a", WRITTEN, "clean", "clean", 0, 2, 30, 10_000));
      books.book(booked("b", RECEIVED, "", "clean", 0, 2, 30, 10_000));
      books.book(booked("c", RECEIVED, "", "clean", 0, 1, 10, 10_000));
      books.eventTime(3 * MINUTE);
      books.book(booked("c", RECEIVED, "", "clean", 0, 1, 20, 4 * MINUTE));
      books.eventTime(7 * MINUTE);
      assertThat(books.said())
          .extracting(verdict -> verdict.account().job() + " " + Books.text(verdict))
          .containsExactly("b balanced", "c missing 1", "c balanced");
    }
  }

  @Test
  void knowsNothingOfATopicThatNobodyReadsOrNobodyWrites() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.book(booked("a", WRITTEN, "dead", "dead", 0, 2, 30, 10_000));
      books.book(booked("a", RECEIVED, "", "raw", 0, 2, 30, 10_000));
      books.eventTime(3 * MINUTE);
      assertThat(books.rulings())
          .containsOnly(entry("topic|dead||0", "unknown"), entry("topic|raw|a|0", "unknown"));
      assertThat(books.count("topic.auditExpected")).isZero();
    }
  }

  @Test
  void expectsAReaderThatWasSeenToBookEachBucket() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.book(booked("a", WRITTEN, "clean", "clean", 0, 2, 30, 10_000));
      books.book(booked("b", RECEIVED, "", "clean", 0, 2, 30, 10_000));
      books.book(booked("a", WRITTEN, "clean", "clean", MINUTE, 2, 30, 70_000));
      books.eventTime(10 * MINUTE);
      // After the horizon it is not expected any more.
      books.book(booked("a", WRITTEN, "clean", "clean", 80 * MINUTE, 2, 30, 80 * MINUTE));
      books.eventTime(90 * MINUTE);
      assertThat(books.rulings())
          .containsOnly(
              entry("topic|clean|b|0", "balanced"),
              entry("topic|clean|b|60000", "missing 2"),
              entry("topic|clean||4800000", "unknown"));
    }
  }

  @Test
  void expectsExactlyTheReadersThatWereNamed() throws Exception {
    AuditConfig named =
        new AuditConfig(
            2 * MINUTE,
            5 * MINUTE,
            60 * MINUTE,
            120 * MINUTE,
            Map.of("clean", List.of("b", "never")));
    try (Books books = new Books(named)) {
      books.book(booked("a", WRITTEN, "clean", "clean", 0, 2, 30, 10_000));
      books.book(booked("b", RECEIVED, "", "clean", 0, 2, 30, 10_000));
      books.book(booked("other", RECEIVED, "", "clean", 0, 1, 30, 10_000));
      books.eventTime(10 * MINUTE);
      assertThat(books.rulings())
          .containsOnly(
              entry("topic|clean|b|0", "balanced"), entry("topic|clean|never|0", "missing 2"));
    }
  }

  @Test
  void judgesByTheClockWhenNothingComesAnyMore() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.clock(10_000);
      books.book(booked("a", READ, "", "raw", 0, 3, 70, 10_000));
      books.book(booked("a", EXIT, "clean", "raw", MINUTE, 3, 70, 10_000));
      books.clock(4 * MINUTE);
      books.book(booked("a", EXIT, "clean", "raw", 0, 2, 30, 4 * MINUTE));
      books.clock(9 * MINUTE - 1);
      assertThat(books.rulings()).containsOnly(entry("job|raw|a|60000", "surplus 3"));
      books.clock(9 * MINUTE);
      assertThat(books.rulings())
          .containsOnly(entry("job|raw|a|0", "missing 1"), entry("job|raw|a|60000", "surplus 3"));
      // Event time that comes then says nothing again.
      books.eventTime(20 * MINUTE);
      assertThat(books.said()).hasSize(2);
    }
  }

  @Test
  void theClockWaitsAfterARestoreUntilThereWasTimeToRead() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.book(booked("a", READ, "", "raw", 0, 3, 70, 10_000));
      books.restart();
      books.clock(4 * MINUTE);
      books.eventTime(1);
      books.clock(9 * MINUTE - 1);
      assertThat(books.said()).isEmpty();
      books.clock(9 * MINUTE);
      assertThat(books.said()).hasSize(1);
    }
  }

  @Test
  void keepsRecordsOfImpossibleTimesInABucketOfTheirOwn() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.book(booked("a", READ, "", "raw", LedgerEntry.IMPOSSIBLE, 2, 70, 10_000));
      books.book(booked("a", EXIT, "dead", "raw", LedgerEntry.IMPOSSIBLE, 2, 70, 10_000));
      books.eventTime(10 * MINUTE);
      assertThat(books.said()).hasSize(1);
      Verdict verdict = books.said().get(0);
      assertThat(verdict.ruling()).isEqualTo(Ruling.BALANCED);
      assertThat(new String(verdict.key(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo("job|raw|a|impossible");
    }
  }

  @Test
  void forgetsAfterTheHorizonAndRefusesWhatComesThen() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.book(booked("a", READ, "", "raw", MINUTE, 1, 70, 10_000));
      books.book(booked("a", EXIT, "main", "raw", MINUTE, 1, 70, 10_000));
      books.eventTime(40 * MINUTE);
      books.book(booked("a", READ, "", "raw", 40 * MINUTE, 1, 70, 40 * MINUTE));
      books.book(booked("a", EXIT, "main", "raw", 40 * MINUTE, 1, 70, 40 * MINUTE));
      books.eventTime(62 * MINUTE);
      books.book(booked("a", EXIT, "main", "raw", MINUTE, 1, 70, 62 * MINUTE));
      assertThat(books.refused()).extracting(DeadLetter::reason).containsExactly(Reason.LATE);
      LedgerEntry refused =
          LedgerEntry.parse(Objects.requireNonNull(books.refused().get(0).record().value()));
      assertThat(refused).isEqualTo(booked("a", EXIT, "main", "raw", MINUTE, 1, 70, 62 * MINUTE));
      assertThat(books.count("auditRefused")).isEqualTo(1);
      assertThat(books.rulings()).hasSize(2);
      books.eventTime(500 * MINUTE);
      assertThat(books.rows()).isZero();
      assertThat(books.gauge("auditOpen")).isZero();
    }
  }

  @Test
  void isNotMadeBlindByOneRecordOfAFarTime() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.book(booked("a", READ, "", "raw", 300 * MINUTE, 1, 70, 10_000));
      for (int now = 30; now <= 240; now += 30) {
        books.eventTime(now * MINUTE);
        books.book(booked("a", READ, "", "raw", now * MINUTE, 1, 70, now * MINUTE));
        books.book(booked("a", EXIT, "main", "raw", now * MINUTE, 1, 70, now * MINUTE));
      }
      assertThat(books.refused()).isEmpty();
      books.eventTime(300 * MINUTE);
      assertThat(books.said()).filteredOn(one -> one.ruling() == Ruling.BALANCED).hasSize(8);
    }
  }

  @Test
  void refusesWhatWasBookedByAClockThatIsFarAhead() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.book(booked("a", READ, "", "raw", 0, 1, 70, 24 * 60 * MINUTE + 1));
      assertThat(books.refused()).extracting(DeadLetter::reason).containsExactly(Reason.INVALID);
      books.book(booked("a", READ, "", "raw", 0, 1, 70, 24 * 60 * MINUTE));
      assertThat(books.refused()).hasSize(1);
    }
  }

  @Test
  void refusesBucketsOfAnotherLength() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.book(booked("a", READ, "", "raw", 0, 1, 70, 10_000));
      books.book(new LedgerEntry("a", EXIT, "main", "raw", 0, 30_000, 1, 70, 10_000));
      assertThat(books.refused()).hasSize(1);
      assertThat(books.refused().get(0).message())
          .isEqualTo(
              "ledger.bucket must be the same for all jobs of a topic, was 30000 ms, and 60000 ms"
                  + " before");
    }
  }

  @Test
  void saysHowOldRecordsWereOnBothSidesAndForEachReader() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.book(aged("a", WRITTEN, "clean", "clean", 0, 10_000, 5, 6));
      books.book(aged("z", WRITTEN, "clean", "clean", 0, 10_000, 7));
      books.book(aged("b", RECEIVED, "", "clean", 0, 10_000, 50, 60));
      books.restart();
      books.book(aged("b", RECEIVED, "", "clean", 0, 20_000, 70));
      // One of a version that says nothing of ages.
      books.book(booked("c", RECEIVED, "", "clean", 0, 2, 14, 10_000));
      books.book(aged("c", RECEIVED, "", "clean", 0, 20_000, 900));
      books.eventTime(10 * MINUTE);
      Verdict b = Objects.requireNonNull(books.standing().get("topic|clean|b|0"));
      assertThat(b.ruling()).isEqualTo(Ruling.BALANCED);
      assertThat(b.debit().ages()).isEqualTo(Ages.of(5, 6, 7));
      assertThat(b.credit().ages()).isEqualTo(Ages.of(50, 60, 70));
      Verdict c = Objects.requireNonNull(books.standing().get("topic|clean|c|0"));
      assertThat(c.credit().total().count()).isEqualTo(3);
      assertThat(c.credit().ages()).isEqualTo(Ages.of(900));
    }
  }

  @Test
  void putsTheAgesOfAllExitsTogetherAndAddsWhatComesLate() throws Exception {
    try (Books books = new Books(CONFIG)) {
      books.book(aged("a", READ, "", "raw", 0, 10_000, 1, 2));
      books.book(aged("a", EXIT, "clean", "raw", 0, 10_000, 10));
      books.book(aged("a", EXIT, "dead", "raw", 0, 10_000, 20));
      books.eventTime(3 * MINUTE);
      books.restart();
      books.book(aged("a", EXIT, "dead", "raw", 0, 4 * MINUTE, 30));
      books.eventTime(7 * MINUTE);
      assertThat(books.said())
          .extracting(verdict -> verdict.credit().ages())
          .containsExactly(Ages.of(10, 20), Ages.of(10, 20, 30));
    }
  }

  @Test
  void showsTheAgesOfWhatWasJudgedLately() throws Exception {
    try (Books books = new Books(CONFIG)) {
      assertThat(books.gauge("read.auditAgeP50")).isZero();
      books.clock(10 * MINUTE);
      books.book(aged("a", WRITTEN, "clean", "clean", 0, 10_000, 5));
      books.book(aged("b", RECEIVED, "", "clean", 0, 10_000, 40));
      books.book(aged("c", RECEIVED, "", "clean", 0, 10_000, 60));
      books.eventTime(3 * MINUTE);
      assertThat(books.gauge("written.auditAgeP99")).isEqualTo(5);
      assertThat(books.gauge("received.auditAgeP50")).isEqualTo(40);
      assertThat(books.gauge("received.auditAgeP99")).isEqualTo(60);
      // The minute after: both. Two minutes after that: what comes then.
      books.clock(11 * MINUTE);
      books.book(aged("a", READ, "", "raw", 0, 4 * MINUTE, 20, 20, 20));
      books.eventTime(6 * MINUTE);
      books.book(aged("b", RECEIVED, "", "clean", 3 * MINUTE, 4 * MINUTE, 10, 10, 10));
      books.eventTime(7 * MINUTE);
      assertThat(books.gauge("received.auditAgeP50")).isEqualTo(10);
      assertThat(books.gauge("received.auditAgeP99")).isEqualTo(60);
      books.clock(13 * MINUTE);
      books.book(aged("b", RECEIVED, "", "clean", 4 * MINUTE, 8 * MINUTE, 3));
      books.eventTime(11 * MINUTE);
      assertThat(books.gauge("received.auditAgeP99")).isEqualTo(3);
      assertThat(books.gauge("read.auditAgeP50")).isEqualTo(20);
    }
  }

  /** As many records as ages, each with the checksum 7. */
  static LedgerEntry aged(
      String job,
      Boundary boundary,
      String name,
      String topic,
      long bucket,
      long bookedAt,
      long... ages) {
    return new LedgerEntry(
        job,
        boundary,
        name,
        topic,
        bucket,
        MINUTE,
        ages.length,
        7L * ages.length,
        bookedAt,
        Ages.of(ages));
  }

  static LedgerEntry booked(
      String job,
      Boundary boundary,
      String name,
      String topic,
      long bucket,
      long count,
      long checksum,
      long bookedAt) {
    return new LedgerEntry(job, boundary, name, topic, bucket, MINUTE, count, checksum, bookedAt);
  }
}
