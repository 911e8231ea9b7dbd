package dev.breakwater.testkit.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadTest {

  private static final int LIMIT = 4096;

  private static WorkloadBuilder everything(long seed) {
    return Workload.builder()
        .seed(seed)
        .events(20_000)
        .duplicates(0.1)
        .malformed(0.2)
        .late(0.05)
        .headers(0.1)
        .sizeLimit(LIMIT)
        .nestingDepth(1_500)
        .oversized(0.01)
        .rate(Kind.TOO_MANY_HEADERS, 0.01);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, -77, Long.MAX_VALUE})
  void promisesEveryRecordTheFateThatAnIndependentJudgeGivesIt(long seed) {
    ReferenceIngest judge = new ReferenceIngest(LIMIT);
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    for (WorkloadRecord record : everything(seed).build()) {
      assertThat(judge.judge(record)).as("seed %d: %s", seed, record).isEqualTo(record.fate());
      kinds.merge(record.kind(), 1, Integer::sum);
    }
    assertThat(kinds).as("seed %d", seed).containsOnlyKeys(Kind.values());
    assertThat(kinds.values()).allMatch(count -> count > 100);
  }

  @Test
  void givesTheSameBytesForTheSameSeedEveryTime() {
    Workload workload = everything(42).build();
    assertThat(digest(workload)).isEqualTo(digest(workload));
    assertThat(digest(workload)).isEqualTo(digest(everything(42).build()));
    assertThat(digest(workload)).isNotEqualTo(digest(everything(43).build()));
  }

  @Test
  void givesTheSameBytesInEveryVersion() {
    assertThat(digest(everything(42).build())).isEqualTo(938931569127512612L);
  }

  @Test
  void makesAsManyRecordsAsAskedAtTheRatesAsked() {
    List<WorkloadRecord> records = list(everything(5).events(50_000).build());
    assertThat(records).hasSize(50_000);
    assertThat(share(records, r -> r.kind() == Kind.DUPLICATE ? 1 : 0))
        .isCloseTo(0.1, within(0.01));
    assertThat(share(records, r -> r.fate().isDead() ? 1 : 0)).isCloseTo(0.22, within(0.01));
    assertThat(share(records, r -> r.kind() == Kind.LATE ? 1 : 0)).isCloseTo(0.05, within(0.01));
    assertThat(share(records, r -> r.kind() == Kind.TOMBSTONE ? 1 : 0))
        .isCloseTo(0.2 / 14, within(0.005));
  }

  @Test
  void repeatsEarlierRecordsToTheByteNearAndFarWithinTheDistance() {
    Map<String, WorkloadRecord> originals = new HashMap<>();
    Map<String, Integer> numbers = new HashMap<>();
    int near = 0;
    int far = 0;
    for (WorkloadRecord record : everything(6).duplicateDistance(1_000).zipfKeys(50, 1).build()) {
      if (record.kind() == Kind.DUPLICATE) {
        WorkloadRecord original =
            Objects.requireNonNull(originals.get(record.id()), record::toString);
        assertThat(record.value()).isEqualTo(original.value());
        assertThat(record.key()).isEqualTo(original.key());
        assertThat(record.headers()).isEqualTo(original.headers());
        int distance = originals.size() - numbers.getOrDefault(record.id(), 0);
        assertThat(distance).isBetween(1, 1_000);
        near += distance <= 8 ? 1 : 0;
        far += distance > 500 ? 1 : 0;
      } else if (!record.fate().isDead()) {
        assertThat(originals.put(record.id(), record)).as("first of %s", record).isNull();
        numbers.put(record.id(), numbers.size());
      }
    }
    assertThat(near).isGreaterThan(500);
    assertThat(far).isGreaterThan(300);
  }

  @Test
  void neverGivesABrokenRecordTheIdOfAnEvent() {
    Set<String> ids = new HashSet<>();
    for (WorkloadRecord record : everything(7).build()) {
      if (record.kind() != Kind.DUPLICATE) {
        assertThat(ids.add(record.id())).as("%s", record).isTrue();
      }
    }
  }

  @Test
  void goesRoundTheFlightsAgainWithLaterDates() {
    long last = Long.MIN_VALUE;
    for (WorkloadRecord record : Workload.builder().events(1_100_000).idKeys().build()) {
      assertThat(record.timestamp()).isGreaterThanOrEqualTo(last);
      last = record.timestamp();
    }
    assertThat(last).isGreaterThan(Duration.ofDays(31 * 365 + 31 + 28).toMillis());
  }

  @Test
  void putsLateEventsFarBehind() {
    long high = Long.MIN_VALUE;
    for (WorkloadRecord record : everything(8).lateBy(Duration.ofDays(2)).build()) {
      if (record.kind() == Kind.LATE) {
        assertThat(record.timestamp()).isLessThanOrEqualTo(high - Duration.ofDays(2).toMillis());
        String date = isoDate(record.timestamp());
        assertThat(text(record.value())).contains("\"date\":\"" + date + "\"");
      }
      high = Math.max(high, record.timestamp());
    }
  }

  private static String isoDate(long timestamp) {
    return LocalDateTime.ofEpochSecond(timestamp / 1000, 0, ZoneOffset.UTC).toString();
  }

  @Test
  void keysByTheAirportOfOriginUnlessTold() {
    for (WorkloadRecord record : Workload.builder().events(1_000).build()) {
      assertThat(text(record.value())).contains("\"origin\":\"" + text(record.key()) + "\"");
    }
  }

  @Test
  void skewsKeysAsAsked() {
    Map<String, Integer> counts = new HashMap<>();
    Workload workload =
        Workload.builder()
            .events(50_000)
            .zipfKeys(100, 1.0)
            .hotKey(0.2)
            .nullKeys(0.1)
            .malformed(0.1)
            .build();
    for (WorkloadRecord record : workload) {
      counts.merge(text(record.key()), 1, Integer::sum);
    }
    assertThat(counts).hasSize(102);
    assertThat(share(counts, "hot")).isCloseTo(0.2, within(0.01));
    assertThat(share(counts, "null")).isCloseTo(0.1, within(0.01));
    // Under Zipf's law with exponent 1 the first comes twice as often as the second.
    assertThat(share(counts, "k-0") / share(counts, "k-1")).isCloseTo(2.0, within(0.2));
    assertThat(share(counts, "k-0") / share(counts, "k-9")).isCloseTo(10.0, within(2.0));
  }

  @Test
  void addsHeadersToTheShareAsked() {
    List<WorkloadRecord> records = list(Workload.builder().events(20_000).headers(0.25).build());
    List<WorkloadRecord> traced = records.stream().filter(r -> !r.headers().isEmpty()).toList();
    assertThat(traced.size() / 20_000.0).isCloseTo(0.25, within(0.02));
    assertThat(traced)
        .allSatisfy(
            record ->
                assertThat(text(record.headers().get(0).value()))
                    .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
  }

  @Test
  void becomesAProducerRecordWithoutATimestamp() {
    WorkloadRecord record = everything(9).headers(1).build().iterator().next();
    var sent = record.to("raw");
    assertThat(sent.topic()).isEqualTo("raw");
    assertThat(sent.value()).isSameAs(record.value());
    assertThat(sent.timestamp()).isNull();
    assertThat(sent.headers().toArray()).hasSize(record.headers().size());
  }

  @Test
  void takesAnotherExpectationForAKindAndItsDuplicates() {
    Workload workload =
        everything(10)
            .expect(Kind.LATE, Fate.dead("late"))
            .expect(Kind.DUPLICATE_NAME, Fate.dead("invalid"))
            .build();
    Set<String> late = new HashSet<>();
    int lateAgain = 0;
    for (WorkloadRecord record : workload) {
      if (record.kind() == Kind.LATE) {
        late.add(record.id());
        assertThat(record.fate()).isEqualTo(Fate.dead("late"));
      } else if (record.kind() == Kind.DUPLICATE) {
        boolean ofLate = late.contains(record.id());
        lateAgain += ofLate ? 1 : 0;
        assertThat(record.fate()).isEqualTo(ofLate ? Fate.dead("late") : Fate.DUPLICATE);
      } else if (record.kind() == Kind.DUPLICATE_NAME) {
        assertThat(record.fate()).isEqualTo(Fate.dead("invalid"));
      }
    }
    assertThat(lateAgain).isPositive();
  }

  @Test
  void saysWhichSettingIsWrongAndWhatIsAllowed() {
    assertThatThrownBy(() -> Workload.builder().duplicates(1.5))
        .hasMessage("duplicates must be from 0 to 1, was 1.5");
    assertThatThrownBy(() -> Workload.builder().late(Double.NaN))
        .hasMessage("late must be from 0 to 1, was NaN");
    assertThatThrownBy(() -> Workload.builder().events(0))
        .hasMessage("events must be at least 1, was 0");
    assertThatThrownBy(() -> Workload.builder().duplicates(0.5).malformed(0.5).build())
        .hasMessageContaining("must add up to less than 1, was ");
    assertThatThrownBy(() -> Workload.builder().malformed(0.1).sizeLimit(4096).build())
        .hasMessageContaining("nestingDepth must leave its records below sizeLimit")
        .hasMessageContaining("was 10000 with 4096");
    assertThatThrownBy(() -> Workload.builder().rate(Kind.LATE, 0.1))
        .hasMessageContaining("rate is for broken kinds, was LATE");
    assertThatThrownBy(() -> Workload.builder().expect(Kind.DUPLICATE, Fate.CLEAN))
        .hasMessageContaining("duplicates follow their originals");
    assertThatThrownBy(() -> Fate.dead(" ")).hasMessageContaining("needs a reason");
  }

  private static double share(Map<String, Integer> counts, String key) {
    return counts.getOrDefault(key, 0) / 50_000.0;
  }

  private static long digest(Workload workload) {
    long digest = 0;
    for (WorkloadRecord record : workload) {
      digest = digest * 31 + Digest.fast(record.value());
      digest = digest * 31 + Digest.fast(record.key());
      digest = digest * 31 + Arrays.deepHashCode(record.headers().toArray());
      digest = digest * 31 + record.timestamp();
    }
    return digest;
  }

  private static List<WorkloadRecord> list(Workload workload) {
    List<WorkloadRecord> records = new ArrayList<>();
    workload.forEach(records::add);
    return records;
  }

  private static double share(List<WorkloadRecord> records, ToDoubleFunction<WorkloadRecord> of) {
    return records.stream().mapToDouble(of).average().orElse(0);
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }
}
