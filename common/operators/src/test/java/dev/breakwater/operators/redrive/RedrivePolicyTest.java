package dev.breakwater.operators.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.RedriveHeaders;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedrivePolicyTest {

  @Test
  void sendsToTheRetryTopicOfTheJobThatFailed() {
    assertThat(decide(Mode.CONTINUOUS, Letters.ANY, Letters.ours("dependency", 1)))
        .isInstanceOfSatisfying(
            Decision.Send.class,
            send -> {
              assertThat(send.target()).isEqualTo("flights-ingest.retry");
              assertThat(send.attempt()).isEqualTo(1);
            });
  }

  @Test
  void neverSendsOnItsOwnWhatWouldFailAgain() {
    for (String reason : List.of("malformed", "invalid", "oversized", "late", "poison")) {
      Letters letter = Letters.ours(reason, 1);
      assertThat(cause(Mode.CONTINUOUS, Letters.ANY, letter)).isEqualTo(Cause.DETERMINISTIC);
      assertThat(cause(Mode.ONE_SHOT, Letters.ANY, letter)).isEqualTo(Cause.DETERMINISTIC);
      assertThat(cause(Mode.CONTINUOUS, stage("enrich"), letter)).isEqualTo(Cause.DETERMINISTIC);
      assertThat(decide(Mode.ONE_SHOT, stage("enrich"), letter)).isInstanceOf(Decision.Send.class);
      assertThat(decide(Mode.CONTINUOUS, reason(reason), letter)).isInstanceOf(Decision.Send.class);
    }
  }

  @Test
  void parksWhatWasSentOftenEnough() {
    Letters twice = Letters.ours("dependency", 1).with(RedriveHeaders.ATTEMPT, "2");
    Letters thrice = Letters.ours("dependency", 1).with(RedriveHeaders.ATTEMPT, "3");
    assertThat(decide(Mode.ONE_SHOT, Letters.ANY, twice)).isInstanceOf(Decision.Send.class);
    assertThat(cause(Mode.ONE_SHOT, Letters.ANY, thrice)).isEqualTo(Cause.ATTEMPTS);
  }

  @Test
  void parksWhatSaysNoJobOrOneThatIsNotAllowed() {
    assertThat(cause(Mode.ONE_SHOT, Letters.ANY, Letters.letter())).isEqualTo(Cause.NO_TARGET);
    Letters other =
        Letters.letter()
            .with(DeadLetterHeaders.REASON, "dependency")
            .with(DeadLetterHeaders.JOB, "other.r01");
    assertThat(cause(Mode.ONE_SHOT, Letters.ANY, other)).isEqualTo(Cause.TARGET_NOT_ALLOWED);
  }

  @Test
  void parksWhatIsForATopicThatIsNotThere() {
    RedrivePolicy policy =
        new RedrivePolicy(
            Letters.config(Mode.ONE_SHOT, Letters.ANY), Set.of(Letters.RETRY), 1_000_000);
    assertThat(policy.decide(Letters.ours("dependency", 1).at(0, 0)))
        .isInstanceOfSatisfying(
            Decision.Park.class, park -> assertThat(park.cause()).isEqualTo(Cause.TARGET_MISSING));
  }

  @Test
  void leavesWhatWouldBeTooLargeToWrite() {
    RedrivePolicy policy =
        new RedrivePolicy(Letters.config(Mode.ONE_SHOT, Letters.ANY), Set.of(), 300);
    byte[] value = new byte[200];
    Headers headers = Letters.ours("dependency", 1).headers();
    RawRecord record = new RawRecord(Letters.DEAD, 0, 0, 1, null, value, headers);
    assertThat(policy.decide(record))
        .isInstanceOfSatisfying(
            Decision.Leave.class, leave -> assertThat(leave.cause()).isEqualTo(Cause.OVERSIZED));
  }

  @Test
  void sendsARecordInNoDialectOnlyToATopicThatIsNamed() {
    RedriveConfig base = Letters.config(Mode.ONE_SHOT, Letters.ANY);
    RedriveConfig named =
        new RedriveConfig(
            base.mode(),
            base.filter(),
            new RedriveTargets("x", Set.of("x")),
            base.parkingTopic(),
            3,
            0,
            base.delay(),
            1,
            base.health(),
            1);
    assertThat(Letters.policy(named).decide(Letters.letter().at(0, 0)))
        .isEqualTo(new Decision.Send(null, "x", 1));
  }

  @Test
  void knowsTheNameOfAJobWithoutItsRun() {
    assertThat(RedriveTargets.base("orders-ingest.r01")).isEqualTo("orders-ingest");
    assertThat(RedriveTargets.base("orders-ingest.r1234")).isEqualTo("orders-ingest");
    assertThat(RedriveTargets.base("orders.r1.r2")).isEqualTo("orders.r1");
    assertThat(RedriveTargets.base("orders-ingest")).isEqualTo("orders-ingest");
    assertThat(RedriveTargets.base("orders.rabbit")).isEqualTo("orders.rabbit");
    assertThat(RedriveTargets.base("orders.r")).isEqualTo("orders.r");
    assertThat(RedriveTargets.base(".r01")).isEqualTo(".r01");
    assertThat(RedriveTargets.base(null)).isNull();
  }

  @Test
  void readsPositions() {
    assertThat(PositionRange.parse("3@17")).isEqualTo(new PositionRange("", 3, 17, 17));
    assertThat(PositionRange.parse(" 0@5-9 ")).isEqualTo(new PositionRange("", 0, 5, 9));
    assertThat(PositionRange.parse("a.b-c-12@5-9")).isEqualTo(new PositionRange("a.b-c", 12, 5, 9));
    for (String wrong : List.of("", "3", "@1", "3@", "3@9-5", "x@1", "-3@1", "3@1-", "a-@1")) {
      assertThat(PositionRange.parse(wrong)).as(wrong).isNull();
    }
  }

  @Test
  void waitsTwiceAsLongForEachAttemptUpToALimitAndNeverForAClockThatIsAhead() {
    RedrivePolicy policy = Letters.policy(Letters.config(0, new Backoff(1_000, 5_000), 1));
    long now = 100_000;
    long[] delays = {1_000, 2_000, 4_000, 5_000, 5_000};
    for (int attempt = 1; attempt <= delays.length; attempt++) {
      Letters letter = Letters.ours("dependency", now - 500);
      Decision.Send send =
          new Decision.Send(Dialect.read(letter.headers()), Letters.RETRY, attempt);
      assertThat(policy.due(letter.at(0, 0), send, now)).isEqualTo(now - 500 + delays[attempt - 1]);
    }
    Letters ahead = Letters.ours("dependency", now + 1_000_000);
    Decision.Send send = new Decision.Send(Dialect.read(ahead.headers()), Letters.RETRY, 1);
    assertThat(policy.due(ahead.at(0, 0), send, now)).isEqualTo(now + 1_000);
  }

  /** Every filter against a naive reading of the same fields. */
  @Test
  void meansWhatMeetsAllThatIsGiven() {
    Random random = new Random(23);
    List<String> reasons = List.of("dependency", "expired", "malformed");
    List<String> stages = List.of("decode", "enrich");
    List<String> jobs = List.of("flights-ingest.r01", "flights-ingest.r02", "orders");
    int matched = 0;
    for (int i = 0; i < 20_000; i++) {
      String reason = pick(reasons, random);
      String stage = pick(stages, random);
      String job = pick(jobs, random);
      String topic = "t" + random.nextInt(3);
      long failedAt = random.nextInt(100);
      int partition = random.nextInt(3);
      long offset = random.nextInt(20);
      RawRecord record =
          Letters.letter()
              .with(DeadLetterHeaders.REASON, reason)
              .with(DeadLetterHeaders.STAGE, stage)
              .with(DeadLetterHeaders.JOB, job)
              .with(DeadLetterHeaders.TOPIC, topic)
              .with(DeadLetterHeaders.LAST_FAILURE, Long.toString(failedAt))
              .at(partition, offset);
      Set<String> wantedReasons = some(reasons, random);
      Set<String> wantedStages = some(stages, random);
      Set<String> wantedJobs =
          some(List.of("flights-ingest", "flights-ingest.r02", "orders"), random);
      Set<String> wantedTopics = some(List.of("t0", "t1"), random);
      Set<String> wantedKeys = some(List.of("k1", "k2", "k3", "k4", "k5"), random);
      long from = random.nextInt(50);
      long until = from + 1 + random.nextInt(60);
      boolean anyPosition = random.nextBoolean();
      RedriveFilter filter =
          new RedriveFilter(
              wantedReasons,
              wantedStages,
              wantedJobs,
              new RedriveFilter.Window(from, until),
              wantedKeys,
              wantedTopics,
              anyPosition ? List.of() : List.of(new PositionRange("", 1, 5, 15)));
      String base = job.startsWith("flights-ingest") ? "flights-ingest" : job;
      String key = new String(record.key(), UTF_8);
      boolean expected =
          (wantedReasons.isEmpty() || wantedReasons.contains(reason))
              && (wantedStages.isEmpty() || wantedStages.contains(stage))
              && (wantedJobs.isEmpty() || wantedJobs.contains(job) || wantedJobs.contains(base))
              && (wantedTopics.isEmpty() || wantedTopics.contains(topic))
              && (wantedKeys.isEmpty() || wantedKeys.contains(key))
              && failedAt >= from
              && failedAt < until
              && (anyPosition || (partition == 1 && offset >= 5 && offset <= 15));
      matched += expected ? 1 : 0;
      assertThat(filter.matches(record, Dialect.read(record.headers()))).isEqualTo(expected);
    }
    assertThat(matched).isGreaterThan(500);
  }

  private static String pick(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  /** None, half of the time; else one or two. */
  private static Set<String> some(List<String> of, Random random) {
    if (random.nextBoolean()) {
      return Set.of();
    }
    String one = pick(of, random);
    String other = pick(of, random);
    return one.equals(other) ? Set.of(one) : Set.of(one, other);
  }

  private static RedriveFilter stage(String stage) {
    return filter(Set.of(), Set.of(stage));
  }

  private static RedriveFilter reason(String reason) {
    return filter(Set.of(reason), Set.of());
  }

  private static RedriveFilter filter(Set<String> reasons, Set<String> stages) {
    return new RedriveFilter(
        reasons, stages, Set.of(), RedriveFilter.Window.ALWAYS, Set.of(), Set.of(), List.of());
  }

  private static Decision decide(Mode mode, RedriveFilter filter, Letters letter) {
    return Letters.policy(Letters.config(mode, filter)).decide(letter.at(0, 0));
  }

  private static Cause cause(Mode mode, RedriveFilter filter, Letters letter) {
    Decision decision = decide(mode, filter, letter);
    return decision instanceof Decision.Park park
        ? park.cause()
        : ((Decision.Leave) decision).cause();
  }
}
