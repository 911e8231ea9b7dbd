package dev.breakwater.operators.quarantine;

import static dev.breakwater.operators.quarantine.Outcomes.back;
import static dev.breakwater.operators.quarantine.Outcomes.dead;
import static dev.breakwater.operators.quarantine.Outcomes.event;
import static dev.breakwater.operators.quarantine.Outcomes.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.deadletter.DeadLetterEncoder;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of the package, one by one. A is the key everywhere. */
class WaitingLineTest {

  private static final long WAIT = 1_000;
  private static final long MANY = 1 << 20;

  private final OneKey line = new OneKey(limits(10, MANY, MANY));

  @Test
  void letsEventsPassWhileNothingIsParked() throws Exception {
    line.arrive(event("A", 1), event("A", 2));
    assertThat(line.out()).containsExactly("1", "2");
    line.assertEmpty();
  }

  @Test
  void holdsLaterEventsUntilTheRecordIsBack() throws Exception {
    line.arrive(event("A", 1), dead(record("A", 2)), event("A", 3), event("A", 4));
    assertThat(line.out()).containsExactly("1", "!2");
    line.arrive(event(back(record("A", 2), 0)), event("A", 5));
    assertThat(line.out()).containsExactly("2", "3", "4", "5");
    line.assertEmpty();
  }

  @Test
  void waitsForAllThatCameBefore() throws Exception {
    line.arrive(dead(record("A", 1)), event("A", 2), dead(record("A", 3)), event("A", 4));
    assertThat(line.out()).containsExactly("!1", "!3");
    line.arrive(event(back(record("A", 3), 0)));
    assertThat(line.out()).isEmpty();
    line.arrive(event(back(record("A", 1), 1)));
    assertThat(line.out()).containsExactly("1", "2", "3", "4");
    line.assertEmpty();
  }

  @Test
  void releasesUpToTheNextRecordThatIsAway() throws Exception {
    line.arrive(dead(record("A", 1)), event("A", 2), dead(record("A", 3)), event("A", 4));
    line.arrive(event(back(record("A", 1), 0)));
    assertThat(line.out()).containsExactly("!1", "!3", "1", "2");
    line.arrive(event(back(record("A", 3), 1)));
    assertThat(line.out()).containsExactly("3", "4");
    line.assertEmpty();
  }

  @Test
  void staysParkedWhenTheRecordFailsAgainAndKnowsItByItsNewPosition() throws Exception {
    line.arrive(dead(record("A", 1)), event("A", 2));
    RawRecord again = back(record("A", 1), 0);
    line.arrive(dead(again));
    assertThat(line.out()).containsExactly("!1", "!1");
    line.arrive(event(back(again, 1)));
    assertThat(line.out()).containsExactly("1", "2");
    line.assertEmpty();
  }

  @Test
  void knowsAStubByThePositionOfItsOriginal() throws Exception {
    DeadLetterEncoder narrow = new DeadLetterEncoder("dead", "test", 8 * 1024);
    RawRecord large =
        new RawRecord("in", 0, 1, 0, new byte[] {1}, new byte[9000], record("A", 1).headers());
    RawRecord stub = back(dead(large), 0, narrow);
    line.arrive(dead(large), event("A", 2), dead(stub));
    assertThat(line.row().marks()).isOne();
    line.arrive(dead(back(dead(stub), 1, narrow), Reason.INVALID));
    assertThat(line.row()).isEqualTo(Line.NONE);
  }

  @Test
  void waitsNoLongerForARecordThatFailsForGood() throws Exception {
    line.arrive(dead(record("A", 1)), event("A", 2), dead(record("A", 3)), event("A", 4));
    line.out();
    line.arrive(dead(back(record("A", 3), 0), Reason.INVALID));
    assertThat(line.out()).containsExactly("!3");
    line.arrive(dead(back(record("A", 1), 1), Reason.INVALID));
    assertThat(line.out()).containsExactly("!1", "2", "4");
    line.assertEmpty();
  }

  @Test
  void neverHoldsADeadLetter() throws Exception {
    line.arrive(dead(record("A", 1)), dead(record("A", 2), Reason.MALFORMED), event("A", 3));
    assertThat(line.out()).containsExactly("!1", "!2");
    line.arrive(event(back(record("A", 1), 0)));
    assertThat(line.out()).containsExactly("1", "3");
  }

  @Test
  void doesNotWaitForOtherReasonsNorForRecordsWithoutAKey() throws Exception {
    line.arrive(dead(record("A", 1), Reason.POISON), dead(record(null, 2)), event("A", 3));
    assertThat(line.out()).containsExactly("!1", "!2", "3");
    line.assertEmpty();
  }

  @Test
  void letsARecordPassThatComesBackWithoutAPlace() throws Exception {
    RawRecord unknown = back(record("A", 7), 0);
    line.arrive(dead(record("A", 1)), event("A", 2), event(unknown), dead(back(unknown, 1)));
    assertThat(line.out()).containsExactly("!1", "7", "!7");
    assertThat(line.row().marks()).isOne();
  }

  @Test
  void countsTheWaitFromTheFirstFailure() throws Exception {
    line.arrive(dead(record("A", 1)), event("A", 2));
    line.at(WAIT / 2).arrive(dead(back(record("A", 1), 0)));
    line.out();
    line.at(WAIT - 1).expire();
    assertThat(line.out()).isEmpty();
    line.at(WAIT).expire();
    assertThat(line.out()).containsExactly("~2");
    assertThat(line.count(WaitingLine.GivenUp.EXPIRED)).isOne();
    line.assertEmpty();
  }

  @Test
  void givesUpOnlyWhatHasExpired() throws Exception {
    line.arrive(dead(record("A", 1)), event("A", 2));
    line.at(10).arrive(dead(record("A", 3)), event("A", 4));
    line.out();
    line.at(WAIT).expire();
    assertThat(line.out()).containsExactly("~2");
    assertThat(line.row().expires()).isEqualTo(10 + WAIT);
    line.arrive(event(back(record("A", 1), 0)), event(back(record("A", 3), 1)));
    assertThat(line.out()).containsExactly("1", "3", "4");
    line.assertEmpty();
  }

  @Test
  void saysWhichRecordWasOvertaken() throws Exception {
    line.arrive(dead(record("A", 1)), event("A", 2)).at(WAIT).expire();
    assertThat(line.last().record().headers().last(Quarantine.OVERTOOK))
        .asString()
        .isEqualTo("in-0@1");
  }

  @Test
  void makesDeadLettersOfWhatWaitedTooLongWhereToldTo() throws Exception {
    OneKey strict = new OneKey(with(limits(3, MANY, MANY), LimitPolicy.DEAD_LETTER));
    strict.arrive(dead(record("A", 1)), event("A", 2)).at(WAIT).expire();
    assertThat(strict.out()).containsExactly("!1", "~!2");
    assertThat(strict.last())
        .isInstanceOfSatisfying(
            DeadLetter.class,
            letter -> {
              assertThat(letter.stage()).isEqualTo("quarantine");
              assertThat(letter.message()).contains("in-0@1", "quarantine.max-wait");
              assertThat(letter.failedAt()).isEqualTo(WAIT);
            });
    strict.arrive(dead(record("A", 3)), event("A", 4), event("A", 5), event("A", 6));
    assertThat(strict.out()).containsExactly("!3", "~!4", "~!5", "~!6");
    strict.assertEmpty();
  }

  @Test
  void givesUpTheFirstWhenAKeyHasTooManyRecords() throws Exception {
    OneKey small = new OneKey(limits(4, MANY, MANY));
    small.arrive(dead(record("A", 1)), event("A", 2), dead(record("A", 3)), event("A", 4));
    small.out();
    small.arrive(event("A", 5));
    assertThat(small.out()).containsExactly("~2");
    assertThat(small.count(WaitingLine.GivenUp.CUT)).isOne();
    small.arrive(event("A", 6), event("A", 7));
    assertThat(small.out()).containsExactly("~4", "~5", "~6", "~7");
    small.assertEmpty();
  }

  @Test
  void givesUpTheFirstWhenAKeyHasTooManyBytes() throws Exception {
    long room =
        (long) new Place.Mark("in-0@1", 0).bytes() + new Place.Held(event("A", 2), 0).bytes();
    OneKey small = new OneKey(limits(10, room, MANY));
    small.arrive(dead(record("A", 1)), event("A", 2));
    assertThat(small.out()).containsExactly("!1");
    small.arrive(event("A", 3));
    assertThat(small.out()).containsExactly("~2", "~3");
    small.assertEmpty();
  }

  @Test
  void countsWhatOtherKeysHoldAndWaitsForNothingWhereThereIsNoRoom() throws Exception {
    OneKey small = new OneKey(limits(10, 1000, 1000));
    small.others(1000).arrive(dead(record("A", 1)), event("A", 2));
    assertThat(small.out()).containsExactly("!1", "2");
    assertThat(small.count(WaitingLine.GivenUp.CUT)).isOne();
    small.assertEmpty();
    small.others(0).arrive(dead(record("A", 3)), event("A", 4));
    assertThat(small.out()).containsExactly("!3");
  }

  @Test
  void makesRoomForARecordThatComesBackBehindOthers() throws Exception {
    long room =
        new Place.Mark("in-0@1", 0).bytes() * 2L + new Place.Held(event("A", 2), 0).bytes() + 1;
    OneKey small = new OneKey(limits(10, room, MANY));
    small.arrive(dead(record("A", 1)), event("A", 2), dead(record("A", 3)));
    small.out();
    small.arrive(event(back(record("A", 3), 0)));
    assertThat(small.out()).containsExactly("~2", "3");
    small.assertEmpty();
  }

  static QuarantineConfig limits(int records, long bytesPerKey, long bytes) {
    return new QuarantineConfig(
        true, Set.of(Reason.DEPENDENCY), WAIT, records, bytesPerKey, bytes, LimitPolicy.RELEASE);
  }

  static QuarantineConfig with(QuarantineConfig limits, LimitPolicy policy) {
    return new QuarantineConfig(
        limits.enabled(),
        limits.reasons(),
        limits.maxWaitMillis(),
        limits.maxRecordsPerKey(),
        limits.maxBytesPerKey(),
        limits.maxBytes(),
        policy);
  }
}
