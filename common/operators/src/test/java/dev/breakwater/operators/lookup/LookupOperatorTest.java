package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.breaker.BreakerMetrics;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.testkit.service.AirportService;
import dev.breakwater.testkit.service.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The operator against a real service over real sockets. */
@Timeout(60)
class LookupOperatorTest {

  private static final String[] CODES = {"PHX", "SFO", "ORD", "DFW", "ABQ", "ATL", "LAS", "DEN"};
  private static final Fault UP = new Fault.None();

  private AirportService service;

  @BeforeEach
  void start() {
    service = AirportService.start(0);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void putsTheAnswerInAndSaysWhereItCameFrom() throws Exception {
    try (LookupHarness harness = new LookupHarness(config())) {
      harness.process(flight("k", 1, "PHX"));
      harness.runUntilOut(1);
      harness.process(flight("k", 2, "PHX"));
      harness.runUntilOut(2);
      Outcome first = harness.outcomes().get(0);
      assertThat(Events.payload(first))
          .startsWith("{\"origin\":\"PHX\",\"n\":1,\"airport\":{")
          .contains("Phoenix");
      assertThat(Events.header(first, "breakwater-lookup")).isEqualTo("fresh");
      assertThat(Events.header(first, "breakwater-lookup-age")).isNull();
      Outcome second = harness.outcomes().get(1);
      assertThat(Events.header(second, "breakwater-lookup")).isEqualTo("cached");
      assertThat(Events.header(second, "breakwater-lookup-age")).matches("[0-9]+");
      assertThat(harness.count("origin.fresh.enriched")).isEqualTo(1);
      assertThat(harness.count("origin.cached.enriched")).isEqualTo(1);
      assertThat(harness.count("ending.answered.calls")).isEqualTo(1);
    }
    assertThat(service.calls().begun()).isEqualTo(1);
  }

  @Test
  void replacesTheHeadersOfAnEarlierLookup() throws Exception {
    Headers earlier =
        new Headers(
            new String[] {"breakwater-lookup", "trace", "breakwater-lookup-age"},
            new byte[][] {"stale".getBytes(UTF_8), {1}, {2}});
    try (LookupHarness harness = new LookupHarness(config())) {
      harness.process(Events.of("k", 1, "{\"origin\":\"PHX\"}", earlier));
      harness.runUntilOut(1);
      Headers headers = harness.outcomes().get(0).record().headers();
      assertThat(headers.size()).isEqualTo(2);
      assertThat(headers.name(0)).isEqualTo("trace");
      assertThat(headers.last("breakwater-lookup")).asString(UTF_8).isEqualTo("fresh");
    }
  }

  @Test
  void keepsTheOrderOfEachKeyWhateverTheLatencies() throws Exception {
    long seed = 41;
    Random random = new Random(seed);
    service.become(new Fault.Partial(0.4, new Fault.Slow(Duration.ofMillis(60))));
    List<String> keys = new ArrayList<>();
    try (LookupHarness harness =
        new LookupHarness(
            config(
                "lookup.cache.fresh-for",
                "0 s",
                "lookup.capacity",
                "20",
                "lookup.deadline",
                "30 s"))) {
      int dead = 0;
      for (int i = 0; i < 300; i++) {
        String key = "k" + random.nextInt(6);
        keys.add(key);
        if (random.nextInt(10) == 0) {
          harness.process(Events.dead(key, i));
          dead++;
        } else {
          harness.process(flight(key, i, CODES[random.nextInt(CODES.length)]));
        }
      }
      harness.runUntilOut(300);
      assertThat(dead).isPositive();
      Map<String, Long> last = new HashMap<>();
      List<Long> offsets = harness.offsets();
      for (long offset : offsets) {
        Long before = last.put(keys.get((int) offset), offset);
        assertThat(before == null ? -1 : before).as("seed %d", seed).isLessThan(offset);
      }
      assertThat(offsets)
          .as("seed %d: keys overtake each other", seed)
          .isNotEqualTo(Stream.iterate(0L, n -> n + 1).limit(300).toList());
      assertThat(offsets).doesNotHaveDuplicates().hasSize(300);
      assertThat(harness.gauge("lookupWaiting")).isZero();
    }
  }

  @Test
  void asksAboutTheRecordsOfOneKeyAtTheSameTime() throws Exception {
    service.become(new Fault.Slow(Duration.ofSeconds(2)));
    try (LookupHarness harness = new LookupHarness(config("lookup.deadline", "30 s"))) {
      for (int i = 0; i < CODES.length; i++) {
        harness.process(flight("k", i, CODES[i]));
      }
      assertThat(harness.gauge("callsInFlight")).isEqualTo(CODES.length);
      service.become(UP);
      harness.process(flight("k", CODES.length, "PHX"));
      harness.runUntilOut(CODES.length + 1);
      assertThat(harness.offsets()).isSorted();
    }
  }

  @Test
  void refusesWhatCannotBeLookedUp() throws Exception {
    try (LookupHarness harness = new LookupHarness(config())) {
      harness.process(Events.of("k", 1, "{\"n\":1}"));
      harness.process(Events.of("k", 2, "[]"));
      harness.process(Events.of("k", 3, "{\"origin\":"));
      assertThat(harness.outcomes())
          .allMatch(
              outcome ->
                  outcome instanceof DeadLetter letter
                      && letter.reason() == Reason.INVALID
                      && letter.stage().equals("lookup"))
          .hasSize(3);
      assertThat(harness.count("lookupRejected")).isEqualTo(3);
    }
    assertThat(service.calls().begun()).isZero();
  }

  @Test
  void flagsOrRefusesWhatTheDependencyDoesNotKnow() throws Exception {
    try (LookupHarness harness = new LookupHarness(config())) {
      harness.process(flight("k", 1, "XXX"));
      harness.runUntilOut(1);
      Outcome passed = harness.outcomes().get(0);
      assertThat(Events.payload(passed)).isEqualTo("{\"origin\":\"XXX\",\"n\":1}");
      assertThat(Events.header(passed, "breakwater-lookup")).isEqualTo("absent");
    }
    try (LookupHarness harness = new LookupHarness(config("lookup.when-absent", "dead-letter"))) {
      harness.process(flight("k", 1, "XXX"));
      harness.runUntilOut(1);
      assertThat(((DeadLetter) harness.outcomes().get(0)).reason()).isEqualTo(Reason.INVALID);
    }
  }

  @Test
  void divertsWhatWouldBeTooLargeWithItsAnswer() throws Exception {
    try (LookupHarness harness = new LookupHarness(config("sink.max-record-size", "400 b"))) {
      harness.process(flight("k", 1, "PHX"));
      harness.runUntilOut(1);
      DeadLetter letter = (DeadLetter) harness.outcomes().get(0);
      assertThat(letter.reason()).isEqualTo(Reason.OVERSIZED);
      assertThat(letter.message()).contains("allowed: 400");
    }
  }

  @Test
  void usesTheLastAnswerWhenThereIsNoNewerOne() throws Exception {
    try (LookupHarness harness =
        new LookupHarness(
            config("lookup.cache.fresh-for", "0 s", "lookup.when-unavailable", "stale,divert"))) {
      harness.process(flight("k", 1, "PHX"));
      harness.runUntilOut(1);
      service.become(new Fault.Down());
      harness.process(flight("k", 2, "PHX"));
      harness.process(flight("k2", 3, "SFO"));
      harness.runUntilOut(3);
      Outcome stale = ofOffset(harness, 2);
      assertThat(Events.payload(stale)).contains("Phoenix");
      assertThat(Events.header(stale, "breakwater-lookup")).isEqualTo("stale");
      assertThat(Events.header(stale, "breakwater-lookup-age")).matches("[0-9]+");
      DeadLetter diverted = (DeadLetter) ofOffset(harness, 3);
      assertThat(diverted.reason()).isEqualTo(Reason.DEPENDENCY);
      assertThat(diverted.record().value())
          .asString(UTF_8)
          .isEqualTo("{\"origin\":\"SFO\",\"n\":3}");
      assertThat(harness.count("lookupDiverted")).isEqualTo(1);
      assertThat(harness.count("callRetries")).isPositive();
    }
  }

  @Test
  void usesTheDefaultAndAsksNobodyWhileTheBreakerIsOpen() throws Exception {
    service.become(new Fault.Failing());
    try (LookupHarness harness =
        new LookupHarness(
            config(
                "lookup.when-unavailable", "default",
                "lookup.default", "{\"city\":null}",
                "breaker.minimum-calls", "5",
                "breaker.open-for", "1 h"))) {
      for (int i = 0; i < 200; i++) {
        harness.process(flight("k" + i, i, CODES[i % CODES.length]));
        harness.runUntilOut(i + 1);
      }
      assertThat(harness.outcomes())
          .allMatch(outcome -> Events.payload(outcome).endsWith(",\"airport\":{\"city\":null}}"))
          .allMatch(outcome -> "default".equals(Events.header(outcome, "breakwater-lookup")));
      assertThat(service.calls().begun()).isLessThan(10);
      assertThat(harness.gauge("breakerState")).isEqualTo(1);
      assertThat(harness.count("callsShortCircuited")).isGreaterThan(190);
    }
  }

  @Test
  void holdsRecordsAndReadingUntilTheDependencyIsBack() throws Exception {
    service.become(new Fault.Down());
    List<Long> waiting = new ArrayList<>();
    try (LookupHarness harness = new LookupHarness(patient("lookup.capacity", "10"))) {
      for (int i = 0; i < 10; i++) {
        harness.process(flight("k" + i % 3, i, CODES[i % CODES.length]));
      }
      assertThat(harness.outcomes()).isEmpty();
      harness.mail(
          () -> {
            waiting.add(harness.gauge("lookupWaiting"));
            waiting.add(harness.gauge("lookupHolding"));
            service.become(UP);
          });
      harness.process(flight("k0", 10, "PHX"));
      assertThat(harness.gauge("lookupHolding")).isZero();
      harness.runUntilOut(11);
      assertThat(harness.offsets())
          .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
      assertThat(harness.offsets()).containsSubsequence(0L, 3L, 6L, 9L, 10L);
    }
    assertThat(waiting).containsExactly(10L, 1L);
  }

  @Test
  void takesOneMoreInAfterACheckpointSoThatTheSourceCanStop() throws Exception {
    service.become(new Fault.Down());
    try (LookupHarness harness = new LookupHarness(patient("lookup.capacity", "2"))) {
      harness.process(flight("a", 0, "PHX"));
      harness.process(flight("b", 1, "PHX"));
      List<OperatorSubtaskState> snapshots = new ArrayList<>();
      harness.mail(() -> snapshots.add(harness.snapshot()));
      harness.mail(() -> harness.flink.notifyOfCompletedCheckpoint(1));
      harness.process(flight("c", 2, "PHX"));
      assertThat(harness.gauge("lookupWaiting")).isEqualTo(3);
      assertThat(harness.flink.getTaskMailbox().hasMail())
          .as("else a source hands over the next record before it looks whether it is to stop")
          .isTrue();
      harness.mail(() -> service.become(UP));
      harness.process(flight("d", 3, "PHX"));
      assertThat(harness.gauge("lookupWaiting")).as("only one").isLessThanOrEqualTo(3);
      harness.runUntilOut(4);
      assertThat(snapshots).hasSize(1);
      try (LookupHarness restored = new LookupHarness(config(), snapshots.get(0))) {
        restored.runUntilOut(2);
        assertThat(restored.offsets())
            .as("the record at hand is the source's to read again")
            .containsExactlyInAnyOrder(0L, 1L);
      }
    }
  }

  @Test
  void goesOnAfterARestoreWithAllThatWaitedInOrder() throws Exception {
    service.become(new Fault.Down());
    OperatorSubtaskState snapshot;
    try (LookupHarness harness = new LookupHarness(patient())) {
      for (int i = 0; i < 50; i++) {
        harness.process(
            i % 7 == 0 ? Events.dead("k1", i) : flight("k" + i % 2, i, CODES[i % CODES.length]));
      }
      snapshot = harness.snapshot();
    }
    service.become(UP);
    // More than the capacity allows: what was taken in stays in.
    try (LookupHarness restored = new LookupHarness(patient("lookup.capacity", "3"), snapshot)) {
      restored.runUntilOut(50 - deadAtOnce());
      Map<String, Long> last = new HashMap<>();
      for (Outcome outcome : restored.outcomes()) {
        byte[] key = outcome.record().key();
        assertThat(key).isNotNull();
        Long before = last.put(new String(key, UTF_8), outcome.record().offset());
        assertThat(before == null ? -1 : before).isLessThan(outcome.record().offset());
      }
      OperatorSubtaskState empty = restored.snapshot();
      try (LookupHarness nothing = new LookupHarness(config(), empty)) {
        assertThat(nothing.gauge("lookupWaiting")).isZero();
      }
    }
  }

  @Test
  void losesAndDoublesNothingWhenTheParallelismChanges() throws Exception {
    service.become(new Fault.Down());
    OperatorSubtaskState whole;
    try (LookupHarness harness = new LookupHarness(patient())) {
      for (int i = 0; i < 40; i++) {
        harness.process(flight("k" + i % 5, i, CODES[i % CODES.length]));
      }
      whole = harness.snapshot();
    }
    service.become(UP);
    List<Long> offsets = new ArrayList<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      OperatorSubtaskState part =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(whole, 12, 1, 3, subtask);
      try (LookupHarness restored = new LookupHarness(patient(), part)) {
        restored.runUntil(() -> restored.gauge("lookupWaiting") == 0);
        offsets.addAll(restored.offsets());
      }
    }
    assertThat(offsets).hasSize(40).doesNotHaveDuplicates();
  }

  /** The first dead letter comes before any record of its key, so nothing holds it back. */
  private static int deadAtOnce() {
    return 1;
  }

  @Test
  void holdsWatermarksBehindTheRecordsBeforeThem() throws Exception {
    service.become(new Fault.Down());
    try (LookupHarness harness = new LookupHarness(patient())) {
      harness.flink.processWatermark(new Watermark(1));
      assertThat(harness.flink.getOutput()).containsExactly(new Watermark(1));
      harness.process(flight("a", 0, "PHX"));
      harness.flink.processWatermark(new Watermark(2));
      harness.flink.processWatermark(new Watermark(3));
      harness.process(flight("b", 1, "SFO"));
      harness.flink.processWatermark(new Watermark(4));
      assertThat(harness.flink.getOutput()).hasSize(1);
      service.become(UP);
      harness.runUntil(() -> harness.flink.getOutput().contains(new Watermark(4)));
      List<Object> output = new ArrayList<>(harness.flink.getOutput());
      assertThat(output.get(output.size() - 1)).isEqualTo(new Watermark(4));
      assertThat(output).doesNotContain(new Watermark(2));
      assertThat(output.stream().filter(Watermark.class::isInstance).count()).isBetween(2L, 3L);
    }
  }

  @Test
  void letsAllGoOnBeforeTheEndOfInput() throws Exception {
    service.become(new Fault.Slow(Duration.ofMillis(50)));
    try (LookupHarness harness = new LookupHarness(config())) {
      for (int i = 0; i < 20; i++) {
        harness.process(flight("k" + i, i, CODES[i % CODES.length]));
      }
      harness.flink.endInput();
      assertThat(harness.outcomes()).hasSize(20);
    }
  }

  @Test
  void leavesNoThreadOfItsOwnWhenItIsClosedInTheMiddle() throws Exception {
    service.become(new Fault.Silent());
    LookupHarness first = new LookupHarness(patient());
    LookupHarness second = new LookupHarness(patient());
    first.process(flight("a", 0, "PHX"));
    second.process(flight("a", 0, "PHX"));
    first.close();
    assertThat(threads()).as("the other subtask uses them").isNotEmpty();
    second.close();
    // A thread is there for a moment after its pool has ended.
    Awaitility.await().until(() -> threads().isEmpty());
  }

  @Test
  void sharesCallsCacheAndBreakerBetweenSubtasks() throws Exception {
    try (LookupHarness first = new LookupHarness(config());
        LookupHarness second = new LookupHarness(config())) {
      first.process(flight("a", 0, "PHX"));
      first.runUntilOut(1);
      second.process(flight("b", 1, "PHX"));
      assertThat(Events.header(second.outcomes().get(0), "breakwater-lookup")).isEqualTo("cached");
    }
    assertThat(service.calls().begun()).isEqualTo(1);
  }

  @Test
  void registersTheDocumentedMetrics() throws Exception {
    try (LookupHarness harness = new LookupHarness(config())) {
      for (Metric metric :
          Stream.concat(LookupMetrics.all().stream(), BreakerMetrics.all().stream()).toList()) {
        assertThat(harness.metrics().keySet())
            .as(metric.name())
            .anyMatch(path -> path.equals(metric.name()) || path.endsWith("." + metric.name()));
      }
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("breakwater-lookup-"))
        .toList();
  }

  private static Outcome ofOffset(LookupHarness harness, long offset) {
    return harness.outcomes().stream()
        .filter(outcome -> outcome.record().offset() == offset)
        .findFirst()
        .orElseThrow();
  }

  private static Event flight(String key, long offset, String origin) {
    return Events.of(key, offset, "{\"origin\":\"%s\",\"n\":%d}".formatted(origin, offset));
  }

  private LookupConfig patient(String... pairs) {
    String[] all = java.util.Arrays.copyOf(pairs, pairs.length + 6);
    all[pairs.length] = "lookup.when-unavailable";
    all[pairs.length + 1] = "wait";
    all[pairs.length + 2] = "lookup.retry.max-backoff";
    all[pairs.length + 3] = "100 ms";
    all[pairs.length + 4] = "breaker.open-for";
    all[pairs.length + 5] = "100 ms";
    return config(all);
  }

  private LookupConfig config(String... pairs) {
    String[] all = java.util.Arrays.copyOf(pairs, pairs.length + 2);
    all[pairs.length] = "lookup.url";
    all[pairs.length + 1] = service.uri() + "/airports/{/origin}";
    return LookupConfigs.of(all);
  }
}
