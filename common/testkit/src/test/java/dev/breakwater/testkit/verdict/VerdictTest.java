package dev.breakwater.testkit.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Every fault that the verdict exists for is planted once, and must be found for what it is. */
class VerdictTest {

  private final Run run = new Run(1);

  @Test
  void holdsWhenEverythingIsInItsPlace() {
    Verdict verdict = run.verdict();
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
    assertFound(verdict, Map.of());
    assertThat(verdict.toString().lines()).contains("lost=0 duplicated=0 altered=0");
    assertThat(verdict.deadSeen()).isEqualTo(verdict.deadExpected());
    assertThat(verdict.deadExpected()).containsOnlyKeys("malformed", "invalid", "oversized");
    assertThat(verdict.cleanExpected()).isEqualTo(run.clean.size()).isGreaterThan(3_000);
  }

  @Test
  void findsOneDroppedEvent() {
    ConsumerRecord<byte[], byte[]> dropped = run.clean.remove(700);
    assertFound(run.verdict(), Map.of(Finding.LOST, 1L));
    assertThat(run.verdict().examples(Finding.LOST).get(0)).contains(id(dropped));
    assertThat(run.verdict().toString().lines()).contains("lost=1 duplicated=0 altered=0");
  }

  @Test
  void findsOneDoubledEvent() {
    run.clean.add(900, run.clean.get(700));
    assertFound(run.verdict(), Map.of(Finding.DUPLICATED, 1L));
    assertThat(run.verdict().toString().lines()).contains("lost=0 duplicated=1 altered=0");
  }

  @Test
  void findsALossThatADuplicateMakesUpForInTheCounts() {
    run.clean.set(900, run.clean.get(700));
    assertFound(run.verdict(), Map.of(Finding.LOST, 1L, Finding.DUPLICATED, 1L));
  }

  @Test
  void reportsTwoEventsSwappedWithinAKeyButHolds() {
    int[] pair = twoOfOneKey();
    Collections.swap(run.clean, pair[0], pair[1]);
    Verdict verdict = run.verdict();
    assertThat(verdict.count(Finding.REORDERED)).isPositive();
    assertThat(verdict.examples(Finding.REORDERED)).isNotEmpty();
    assertThat(verdict.holds()).isTrue();
  }

  @Test
  void findsTwoEventsSwappedWithinAKeyWhereOrderIsPromised() {
    int[] pair = twoOfOneKey();
    assertThat(run.verdict(Order.perKey()).holds()).isTrue();
    Collections.swap(run.clean, pair[0], pair[1]);
    Verdict verdict = run.verdict(Order.perKey());
    assertThat(verdict.reordered()).isPositive();
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.line()).startsWith("lost=0 duplicated=0 altered=0 reordered=");
  }

  @Test
  void acceptsAnyOrderBetweenSourcePartitionsOfOneKey() {
    int[] pair = twoOfOneKey();
    ConsumerRecord<byte[], byte[]> first = run.clean.get(pair[0]);
    Collections.swap(run.clean, pair[0], pair[1]);
    Order one = Order.perKeyAndSourcePartition(record -> "raw-0");
    Order two = Order.perKeyAndSourcePartition(r -> r.equals(first) ? "raw-1" : "raw-0");
    assertThat(run.verdict(one).holds()).isFalse();
    assertThat(run.verdict(two).holds()).isTrue();
  }

  @Test
  void insistsOnTheOrderWithinLanesOnly() {
    Collections.reverse(run.clean);
    assertThat(run.verdict(Order.within(record -> null)).holds()).isTrue();
    assertThat(run.verdict(Order.within(ConsumerRecord::offset)).holds()).isTrue();
    long later = run.clean.size() - 1L;
    assertThat(run.verdict(Order.within(ConsumerRecord::partition)).reordered()).isEqualTo(later);
  }

  @Test
  void takesTheOrderThatRecordsSayThemselves() {
    int[] pair = twoOfOneKey();
    Collections.swap(run.clean, pair[0], pair[1]);
    IdentityHashMap<ConsumerRecord<byte[], byte[]>, Integer> places = new IdentityHashMap<>();
    run.clean.forEach(record -> places.put(record, places.size()));
    assertThat(run.verdict(Order.within(record -> "one", places::get)).holds()).isTrue();
    Collections.swap(run.clean, 3, 4);
    assertThat(run.verdict(Order.within(record -> "one", places::get)).reordered()).isEqualTo(1);
  }

  @Test
  void looksAtThePayloadAsItWasBeforeTheJobAddedToIt() {
    Reading without = Run.READING.withPayload(record -> withoutFirstByte(record.value()));
    assertThat(run.verdict(without).altered()).isEqualTo(run.clean.size());
    run.clean.replaceAll(record -> Run.withValue(record, withFirstByte(record.value())));
    assertThat(run.verdict(without).holds()).isTrue();
    assertThat(run.verdict().altered()).isEqualTo(run.clean.size());
  }

  @Test
  void excusesWhatWasNeverAcknowledgedAndOnlyThat() {
    WorkloadRecord[] unsure = {run.records.get(3), run.records.get(run.firstDead())};
    for (WorkloadRecord record : unsure) {
      run.truth.unacknowledged(record);
    }
    assertFound(run.verdict(), Map.of());
    run.clean.removeIf(record -> id(record).equals(unsure[0].id()));
    run.dead.remove(0);
    assertFound(run.verdict(), Map.of());
    run.clean.remove(700);
    run.dead.remove(0);
    assertFound(run.verdict(), Map.of(Finding.LOST, 1L, Finding.DEAD_LOST, 1L));
  }

  @Test
  void acceptsAnyOrderBetweenKeys() {
    run.clean.sort((a, b) -> Arrays.compare(a.key(), b.key()));
    assertFound(run.verdict(), Map.of());
  }

  @Test
  void findsOneChangedByte() {
    ConsumerRecord<byte[], byte[]> record = run.clean.get(700);
    byte[] value = record.value().clone();
    value[value.length / 2] ^= 1;
    run.clean.set(700, Run.withValue(record, value));
    assertFound(run.verdict(), Map.of(Finding.ALTERED, 1L));
    assertThat(run.verdict().toString().lines()).contains("lost=0 duplicated=0 altered=1");
  }

  @Test
  void findsAPayloadThatIsGoneOrOfAnotherEvent() {
    run.clean.set(700, Run.withValue(run.clean.get(700), null));
    run.clean.set(800, Run.withValue(run.clean.get(800), run.clean.get(801).value()));
    assertFound(run.verdict(), Map.of(Finding.ALTERED, 2L));
  }

  @Test
  void findsADroppedTransaction() {
    run.clean.subList(1_000, 1_250).clear();
    Verdict verdict = run.verdict();
    assertFound(verdict, Map.of(Finding.LOST, 250L));
    assertThat(verdict.examples(Finding.LOST)).hasSize(10);
  }

  @Test
  void findsATransactionWrittenTwice() {
    run.clean.addAll(1_250, List.copyOf(run.clean.subList(1_000, 1_250)));
    assertFound(run.verdict(), Map.of(Finding.DUPLICATED, 250L));
  }

  @Test
  void findsNothingAtAll() {
    run.clean.clear();
    run.dead.clear();
    long events = run.truth.clean();
    long letters = run.truth.dead().size();
    assertFound(run.verdict(), Map.of(Finding.LOST, events, Finding.DEAD_LOST, letters));
  }

  @Test
  void findsADuplicateLetThrough() {
    run.clean.add(Run.cleanRecord(run.duplicates.get(3), 9_999));
    assertFound(run.verdict(), Map.of(Finding.DUPLICATED, 1L));
  }

  @Test
  void findsABrokenRecordAmongTheCleanOnes() {
    run.clean.add(run.dead.remove(5));
    assertFound(run.verdict(), Map.of(Finding.UNEXPECTED, 1L, Finding.DEAD_LOST, 1L));
  }

  @Test
  void findsADroppedDeadLetter() {
    run.dead.remove(5);
    assertFound(run.verdict(), Map.of(Finding.DEAD_LOST, 1L));
    assertThat(run.verdict().toString().lines()).contains("lost=1 duplicated=0 altered=0");
  }

  @Test
  void findsADoubledDeadLetterWithAndWithoutItsOrigin() {
    run.dead.add(run.dead.get(5));
    assertFound(run.verdict(), Map.of(Finding.DEAD_DUPLICATED, 1L));
    Reading noOrigin =
        Reading.of(Run.READING.identity())
            .withReason(Run.READING.reason())
            .withStubHeader("stub.sha256");
    assertFound(run.verdict(noOrigin), Map.of(Finding.DEAD_DUPLICATED, 1L));
  }

  @Test
  void findsALostTombstoneThatAnotherOneMakesUpFor() {
    List<Integer> tombstones = deadWithoutValueOrStub();
    run.dead.set(tombstones.get(0), run.dead.get(tombstones.get(1)));
    assertFound(run.verdict(), Map.of(Finding.DEAD_LOST, 1L, Finding.DEAD_DUPLICATED, 1L));
  }

  @Test
  void findsADeadLetterWithTheWrongReason() {
    ConsumerRecord<byte[], byte[]> letter = run.dead.get(5);
    letter.headers().remove("reason").add("reason", Run.utf8("poison"));
    assertFound(run.verdict(), Map.of(Finding.DEAD_WRONG_REASON, 1L));
    assertThat(run.verdict().toString()).contains("dead poison: expected=0 seen=1");
  }

  @Test
  void findsADeadLetterWithoutAReason() {
    run.dead.get(5).headers().remove("reason");
    assertFound(run.verdict(), Map.of(Finding.DEAD_WRONG_REASON, 1L));
  }

  @Test
  void findsADeadLetterWithAnotherValue() {
    run.dead.set(5, Run.withValue(run.dead.get(5), Run.utf8("something else")));
    assertFound(run.verdict(), Map.of(Finding.DEAD_LOST, 1L, Finding.DEAD_UNEXPECTED, 1L));
  }

  @Test
  void findsAStubWithAWrongDigest() {
    int stub = stub();
    ConsumerRecord<byte[], byte[]> letter = run.dead.get(stub);
    letter.headers().remove("stub.sha256").add("stub.sha256", Run.utf8("not a digest"));
    assertFound(run.verdict(), Map.of(Finding.DEAD_LOST, 1L, Finding.DEAD_UNEXPECTED, 1L));
  }

  @Test
  void findsACleanRecordAmongTheDeadLetters() {
    ConsumerRecord<byte[], byte[]> record = run.clean.remove(700);
    record.headers().add("reason", Run.utf8("malformed"));
    run.dead.add(record);
    assertFound(run.verdict(), Map.of(Finding.LOST, 1L, Finding.DEAD_UNEXPECTED, 1L));
  }

  @Test
  void findsARecordThatNobodyProduced() {
    run.clean.add(Run.record("clean", 1, null, new byte[3], run.clean.get(0).headers()));
    run.clean.add(Run.record("clean", 2, null, new byte[3], run.dead.get(0).headers()));
    assertFound(
        run.verdict(), Map.of(Finding.ALTERED, 1L, Finding.DUPLICATED, 1L, Finding.UNEXPECTED, 1L));
  }

  @Test
  void readsIdsFromThePayloadToo() {
    Reading reading =
        new Reading(
            Reading.jsonText("id"),
            Run.READING.reason(),
            Run.READING.origin(),
            Run.READING.deadDigest(),
            Run.READING.payload());
    assertFound(run.verdict(reading), Map.of());
    run.clean.remove(10);
    assertFound(run.verdict(reading), Map.of(Finding.LOST, 1L));
  }

  @Test
  void givesAVerdictAtAnyTimeWithoutChangingTheNext() {
    Judge judge = new Judge(run.truth, Run.READING);
    assertThat(judge.verdict().lost()).isEqualTo(run.truth.clean() + run.truth.dead().size());
    run.clean.forEach(judge::clean);
    assertThat(judge.verdict().lost()).isEqualTo(run.truth.dead().size());
    run.dead.forEach(judge::dead);
    assertFound(judge.verdict(), Map.of());
  }

  @Test
  void refusesToJudgeWithoutATruth() {
    GroundTruth empty = GroundTruth.of(List.<WorkloadRecord>of());
    assertThatThrownBy(() -> new Judge(empty, Run.READING))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("any outcome would hold");
  }

  /** Random damage, counted by hand on the way: the verdict must come to the same figures. */
  @RepeatedTest(20)
  void countsRandomDamageExactly(RepetitionInfo repetition) {
    long seed = repetition.getCurrentRepetition();
    Run damaged = new Run(seed);
    Random random = new Random(seed);
    int lost = random.nextInt(50);
    int altered = random.nextInt(50);
    int duplicated = random.nextInt(50);
    int deadLost = random.nextInt(20);
    Collections.shuffle(damaged.clean, random);
    Collections.shuffle(damaged.dead, random);
    damaged.clean.subList(0, lost).clear();
    damaged.dead.subList(0, deadLost).clear();
    damaged.clean.addAll(List.copyOf(damaged.clean.subList(100, 100 + duplicated)));
    for (int i = 200; i < 200 + altered; i++) {
      byte[] value = damaged.clean.get(i).value().clone();
      value[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(8));
      damaged.clean.set(i, Run.withValue(damaged.clean.get(i), value));
    }
    Verdict verdict = damaged.verdict();
    assertThat(verdict.count(Finding.LOST)).as("seed %d", seed).isEqualTo(lost);
    assertThat(verdict.count(Finding.ALTERED)).as("seed %d", seed).isEqualTo(altered);
    assertThat(verdict.count(Finding.DUPLICATED)).as("seed %d", seed).isEqualTo(duplicated);
    assertThat(verdict.count(Finding.DEAD_LOST)).as("seed %d", seed).isEqualTo(deadLost);
    assertThat(verdict.count(Finding.UNEXPECTED)).as("seed %d", seed).isZero();
  }

  /** These findings and no other; and the verdict holds only without a fatal one. */
  private static void assertFound(Verdict verdict, Map<Finding, Long> expected) {
    Map<Finding, Long> found = new TreeMap<>(verdict.counts());
    found.values().removeIf(count -> count == 0);
    assertThat(found).as("%s", verdict).isEqualTo(new TreeMap<>(expected));
    assertThat(verdict.holds()).isEqualTo(expected.isEmpty());
    expected.forEach(
        (finding, count) ->
            assertThat(verdict.examples(finding)).hasSize((int) Math.min(10, count)));
  }

  private static String id(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.headers().lastHeader("the_id").value(), StandardCharsets.UTF_8);
  }

  private static byte[] withFirstByte(byte[] value) {
    byte[] more = new byte[value.length + 1];
    System.arraycopy(value, 0, more, 1, value.length);
    return more;
  }

  private static byte[] withoutFirstByte(byte[] value) {
    return Arrays.copyOfRange(value, 1, value.length);
  }

  private int[] twoOfOneKey() {
    for (int i = 1; i < run.clean.size(); i++) {
      if (Arrays.equals(run.clean.get(0).key(), run.clean.get(i).key())) {
        return new int[] {0, i};
      }
    }
    throw new AssertionError("no two records have one key");
  }

  private List<Integer> deadWithoutValueOrStub() {
    return IntStream.range(0, run.dead.size())
        .filter(i -> run.dead.get(i).value() == null)
        .filter(i -> run.dead.get(i).headers().lastHeader("stub.sha256") == null)
        .boxed()
        .toList();
  }

  private int stub() {
    for (int i = 0; i < run.dead.size(); i++) {
      if (run.dead.get(i).headers().lastHeader("stub.sha256") != null) {
        return i;
      }
    }
    throw new AssertionError("no dead letter is a stub");
  }
}
