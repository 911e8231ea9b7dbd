package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.breaker.Breaker;
import dev.breakwater.operators.breaker.BreakerState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndpointTest {

  private static final List<Ending> ENDINGS = List.of(Ending.values());
  private static final Reply DOWN = Reply.of(Ending.ERROR, "answered with status 503");

  private final FakeTransport transport = new FakeTransport();
  private final Counts counts = new Counts();
  private LookupConfig config = LookupConfigs.of();
  private Breaker breaker = breaker();
  private Endpoint endpoint = endpoint();

  @Test
  void makesOneCallForAllWhoWantTheSame() {
    Told first = ask("a");
    Told second = ask("a");
    Told other = ask("b");
    transport.run(10);
    assertThat(transport.calls()).containsExactly("a", "b");
    assertThat(first.answer()).isEqualTo("a");
    assertThat(second.answer()).isEqualTo("a");
    assertThat(other.answer()).isEqualTo("b");
    assertThat(counts.ended).containsEntry(Ending.ANSWERED, 2);
  }

  @Test
  void keepsAnswersForAWhile() {
    use("lookup.cache.fresh-for", "1 s", "lookup.cache.stale-for", "3 s");
    ask("a");
    transport.run(10);
    transport.run(999);
    Answer fresh = Objects.requireNonNull(endpoint.cache().fresh("a"));
    assertThat(endpoint.cache().ageMillis(fresh)).isEqualTo(999);
    transport.run(1);
    assertThat(endpoint.cache().fresh("a")).isNull();
    assertThat(endpoint.cache().stale("a")).isSameAs(fresh);
    transport.run(2_001);
    assertThat(endpoint.cache().stale("a")).isNull();
  }

  @Test
  void keepsThatThereIsNothingForAnotherWhile() {
    use("lookup.cache.fresh-for", "1 h", "lookup.cache.absent-for", "1 s");
    transport.dependency(1, url -> Reply.of(Ending.ABSENT, "answered with status 404"));
    Told told = ask("a");
    transport.run(1);
    assertThat(((Answer) told.result()).value()).isNull();
    assertThat(endpoint.cache().fresh("a")).isNotNull();
    transport.run(1_000);
    assertThat(endpoint.cache().fresh("a")).isNull();
  }

  @Test
  void asksAgainWithGrowingPausesAndThenGivesUp() {
    transport.dependency(10, url -> DOWN);
    Told told = ask("a");
    transport.run(10 + 100 + 10 + 200 + 10);
    assertThat(transport.calls()).hasSize(3);
    assertThat(told.result()).isEqualTo(new Result.Failed("answered with status 503"));
    assertThat(counts.retried).isEqualTo(2);
    assertThat(transport.pending()).isZero();
  }

  @Test
  void leavesTheDependencyAloneForAsLongAsItWishes() {
    transport.dependency(10, url -> new Reply(Ending.OVERLOADED, null, "429", 3_000));
    ask("a");
    transport.run(10 + 2_999);
    assertThat(transport.calls()).hasSize(1);
    transport.run(1);
    assertThat(transport.calls()).hasSize(2);
  }

  @Test
  void doesNotAskAgainForWhatCannotHeal() {
    for (Ending ending : List.of(Ending.GARBAGE, Ending.DENIED, Ending.REFUSED)) {
      transport.calls().clear();
      transport.dependency(1, url -> Reply.of(ending, "no"));
      Told told = ask("a");
      transport.run(60_000);
      assertThat(transport.calls()).hasSize(1);
      assertThat(told.result())
          .isEqualTo(ending == Ending.REFUSED ? new Result.Refused("no") : new Result.Failed("no"));
    }
  }

  @Test
  void opensTheBreakerAndThenSaysSoAtOnceWithoutACall() {
    open();
    int calls = transport.calls().size();
    assertThat(endpoint.ask("new", new Told())).isEqualTo(new Result.Failed("breaker is open"));
    transport.run(7_000);
    assertThat(endpoint.ask("new", new Told())).isNotNull();
    assertThat(transport.calls()).hasSize(calls);
    assertThat(counts.shortCircuited).isGreaterThanOrEqualTo(2);
  }

  @Test
  void asksForAllWhoWaitAsSoonAsTheDependencyIsBack() {
    open();
    List<Told> waiters = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      waiters.add(await("w" + i));
    }
    transport.run(60_000);
    assertThat(waiters).allMatch(told -> told.results.isEmpty());
    int calls = transport.calls().size();
    assertThat(calls).as("a few probes every 10 s").isLessThan(20 + 64 + 6 * 3 + 1);
    transport.dependency(10, url -> Reply.answered(url.getBytes(UTF_8)));
    transport.run(10_100);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    assertThat(waiters).allMatch(told -> told.results.size() == 1);
    assertThat(waiters.get(49).answer()).isEqualTo("w49");
  }

  @Test
  void isNotBusyWhileRecordsWait() {
    open();
    await("w");
    int before = transport.calls().size();
    transport.run(600_000);
    assertThat(transport.calls().size() - before).isBetween(30, 180);
  }

  @Test
  void tellsNobodyAnyMoreOnceItIsClosed() {
    Told told = ask("a");
    Told waiter = await("w");
    endpoint.close();
    transport.run(600_000);
    assertThat(told.results).isEmpty();
    assertThat(waiter.results).isEmpty();
    assertThat(transport.isClosed()).isTrue();
  }

  @Test
  void givesProbesBackWhenItIsClosed() {
    open();
    transport.run(10_001);
    for (int i = 0; i < 3; i++) {
      ask("p" + i);
    }
    assertThat(breaker.tryAcquire()).isFalse();
    endpoint.close();
    assertThat(breaker.tryAcquire()).isTrue();
  }

  @Test
  void letsWhoNeedsAnAnswerWaitForTheEndOfTheProbes() {
    open();
    transport.run(10_001);
    transport.dependency(10, url -> Reply.answered(url.getBytes(UTF_8)));
    List<Told> needy = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      needy.add(ask("n" + i, new Told(true)));
    }
    Told other = ask("other", new Told(false));
    assertThat(other.result()).isEqualTo(new Result.Failed("breaker is open"));
    assertThat(endpoint.callsInFlight()).as("probes").isEqualTo(3);
    transport.run(20);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    assertThat(needy).allMatch(told -> told.result() instanceof Answer);
  }

  @Test
  void tellsWhoWaitedForTheProbesThatTheyFailed() {
    open();
    transport.run(10_001);
    List<Told> needy = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      needy.add(ask("n" + i, new Told(true)));
    }
    int calls = transport.calls().size();
    assertThat(needy).allMatch(told -> told.results.isEmpty());
    transport.run(1_000);
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(needy).allMatch(told -> told.result() instanceof Result.Failed);
    assertThat(transport.calls()).hasSize(calls);
  }

  @Test
  void asksForNobodyWhoIsGone() {
    open();
    Told gone = await("gone");
    Told both = await("both");
    Told stays = await("both");
    gone.gone = true;
    both.gone = true;
    endpoint.forgetGone();
    transport.calls().clear();
    transport.dependency(10, url -> Reply.answered(url.getBytes(UTF_8)));
    transport.run(60_000);
    assertThat(transport.calls()).containsExactly("both");
    assertThat(stays.answer()).isEqualTo("both");
    assertThat(gone.results).isEmpty();
    assertThat(both.results).isEmpty();
  }

  @Test
  void keepsNoPlaceForACallThatCouldNotBeMade() {
    use("lookup.max-calls", "1");
    RuntimeException broken = new IllegalStateException("no more threads");
    transport.dependency(
        10,
        url -> {
          throw broken;
        });
    Told told = ask("a");
    assertThat(told.error).isSameAs(broken);
    assertThat(endpoint.callsInFlight()).isZero();
    transport.dependency(10, url -> Reply.answered(url.getBytes(UTF_8)));
    Told next = ask("b");
    transport.run(10);
    assertThat(next.answer()).isEqualTo("b");
  }

  /** Random dependencies and askers: everybody is told once, and the bounds hold. */
  @Test
  void tellsEverybodyExactlyOnceOverRandomOutages() {
    long seed = 31;
    Random random = new Random(seed);
    use("lookup.max-calls", "7", "lookup.cache.fresh-for", "50 ms", "breaker.open-for", "500 ms");
    List<Told> all = new ArrayList<>();
    List<Told> patient = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      if (random.nextInt(200) == 0) {
        int healthy = random.nextInt(3) * 50;
        transport.dependency(1 + random.nextInt(200), url -> reply(random, healthy));
      }
      String url = "u" + random.nextInt(60);
      Told told = new Told(random.nextBoolean());
      if (random.nextInt(4) == 0) {
        endpoint.await(url, told, "failed");
        patient.add(told);
      } else {
        Result atOnce = endpoint.ask(url, told);
        if (atOnce != null) {
          told.tell(atOnce);
        }
      }
      all.add(told);
      transport.run(random.nextInt(20));
    }
    transport.dependency(5, url -> Reply.answered(url.getBytes(UTF_8)));
    transport.run(60_000);
    assertThat(all).as("seed %d", seed).allMatch(told -> told.results.size() == 1);
    assertThat(patient)
        .as("seed %d: who waits is never told of a failure", seed)
        .noneMatch(told -> told.result() instanceof Result.Failed);
    assertThat(transport.mostUnderWay()).isEqualTo(7);
    assertThat(endpoint.callsInFlight()).isZero();
    assertThat(counts.shortCircuited).as("the breaker was open").isGreaterThan(100);
  }

  private static Reply reply(Random random, int healthyPercent) {
    if (random.nextInt(100) < healthyPercent) {
      return Reply.answered(new byte[] {'1'});
    }
    Ending ending = ENDINGS.get(random.nextInt(ENDINGS.size()));
    return ending == Ending.ANSWERED ? DOWN : Reply.of(ending, ending.code());
  }

  private void open() {
    transport.dependency(10, url -> DOWN);
    for (int i = 0; breaker.state() == BreakerState.CLOSED && i < 100; i++) {
      ask("o" + i);
      transport.run(20);
    }
    transport.run(1_000);
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  private Told ask(String url) {
    return ask(url, new Told());
  }

  private Told ask(String url, Told told) {
    assertThat(endpoint.ask(url, told)).isNull();
    return told;
  }

  private Told await(String url) {
    Told told = new Told();
    endpoint.await(url, told, "failed");
    return told;
  }

  private void use(String... pairs) {
    config = LookupConfigs.of(pairs);
    breaker = breaker();
    endpoint = endpoint();
  }

  private Breaker breaker() {
    return Breaker.alone("http://there", config.breaker(), transport::nanos);
  }

  private Endpoint endpoint() {
    return new Endpoint(
        config,
        new Endpoint.Parts(
            breaker,
            transport,
            new RetrySchedule(config.calls(), new Random(1)),
            transport::nanos));
  }

  private static final class Counts implements CallMetrics {

    private final Map<Ending, Integer> ended = new EnumMap<>(Ending.class);
    private int retried;
    private int shortCircuited;

    @Override
    public void called(Ending ending, long nanos) {
      ended.merge(ending, 1, Integer::sum);
    }

    @Override
    public void retried() {
      retried++;
    }

    @Override
    public void shortCircuited() {
      shortCircuited++;
    }
  }

  private final class Told implements Asker {

    private final List<Result> results = new ArrayList<>();
    private final boolean patient;
    private @Nullable Throwable error;
    private boolean gone;

    Told() {
      this(false);
    }

    Told(boolean patient) {
      this.patient = patient;
    }

    @Override
    public void tell(Result result) {
      results.add(result);
    }

    @Override
    public void fail(Throwable error) {
      this.error = error;
    }

    @Override
    public boolean isGone() {
      return gone;
    }

    @Override
    public boolean isPatient() {
      return patient;
    }

    @Override
    public CallMetrics calls() {
      return counts;
    }

    Result result() {
      assertThat(error).isNull();
      assertThat(results).hasSize(1);
      return results.get(0);
    }

    @Nullable String answer() {
      byte[] value = ((Answer) result()).value();
      return value == null ? null : new String(value, UTF_8);
    }
  }
}
