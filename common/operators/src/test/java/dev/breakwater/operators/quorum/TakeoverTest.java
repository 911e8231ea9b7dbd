package dev.breakwater.operators.quorum;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A primary that dies, with the mode primary: no gap, no double, and back again. */
class TakeoverTest {

  private static final String[] PRIMARY = {
    "quorum.mode", "primary",
    "quorum.replicas", "a=results.a;b=results.b",
    "quorum.silent-after", "1 s",
    "quorum.deadline", "4 s",
    "quorum.verify-for", "10 s",
    "quorum.return-after", "5"
  };

  @Test
  void writesWhatThePrimarySaysWhileItIsThere() {
    Court court = new Court(Configs.of(PRIMARY));
    court.arrive(new Copy(0, 1, "r", 1, "standby"));
    assertThat(court.record.results).isEmpty();
    court.arrive(new Copy(500, 0, "r", 1, "primary"));
    assertThat(court.record.results).containsExactly(new Transcript.Out(500, "r", "primary", -1));
  }

  @Test
  void theStandbyTakesOverWhatCameBeforeAndWhatComesAfter() {
    Court court = new Court(Configs.of(PRIMARY));
    court.arrive(new Copy(0, 0, "r0", 0, "x"));
    court.arrive(new Copy(10, 1, "r0", 0, "x"));
    court.arrive(new Copy(100, 1, "r1", 1, "x"));
    court.arrive(new Copy(600, 1, "r2", 2, "x"));
    court.clock(1_099);
    assertThat(court.record.results).hasSize(1);
    court.clock(1_100);
    assertThat(court.record.changes)
        .containsExactly("1100: 0 ok -> silent", "1100: 1 takes over from 0");
    court.arrive(new Copy(1_200, 1, "r3", 3, "x"));
    court.clock(5_000);
    assertThat(court.record.results)
        .containsExactly(
            new Transcript.Out(0, "r0", "x", -1),
            new Transcript.Out(1_100, "r1", "x", -1),
            new Transcript.Out(1_200, "r3", "x", -1),
            new Transcript.Out(1_600, "r2", "x", -1));
    assertThat(court.record.from)
        .containsExactly("results.a", "results.b", "results.b", "results.b");
  }

  @Test
  void aPrimaryThatReadsAllOnceMoreIsTakenOverUntilItGoesOn() {
    Court court = new Court(Configs.of(PRIMARY));
    for (int i = 0; i < 20; i++) {
      court.arrive(new Copy(i, 0, "r" + i, i, "x"));
      court.arrive(new Copy(i, 1, "r" + i, i, "x"));
    }
    for (int i = 0; i < 20; i++) {
      court.arrive(new Copy(100 + 100 * i, 1, "new" + i, 20 + i, "x"));
      court.arrive(new Copy(101 + 100 * i, 0, "r" + i, i, "x"));
    }
    assertThat(court.record.changes)
        .containsExactly("1100: 0 ok -> silent", "1100: 1 takes over from 0");
    assertThat(court.record.results).hasSize(20 + 20);
    for (int i = 0; i < 20; i++) {
      court.arrive(new Copy(2_100 + i, 0, "new" + i, 20 + i, "x"));
    }
    assertThat(court.standings.active(2_200)).as("it has gone on").isZero();
    assertThat(court.record.results).as("each once").hasSize(20 + 20);
  }

  @Test
  void aSingleResultThatThePrimaryLostComesFromTheStandbyAtTheDeadline() {
    Court court = new Court(Configs.of(PRIMARY));
    court.arrive(new Copy(0, 1, "lost", 1, "x"));
    for (long i = 1; i < 60; i++) {
      court.arrive(new Copy(i * 100, 0, "r" + i, 1 + i, "x"));
      court.arrive(new Copy(i * 100 + 1, 1, "r" + i, 1 + i, "x"));
    }
    court.clock(20_000);
    assertThat(court.record.results).contains(new Transcript.Out(4_000, "lost", "x", 1));
    assertThat(court.record.findings)
        .containsExactly(new Transcript.Found(FindingKind.MISSING, "lost", 1));
    assertThat(court.record.changes).isEmpty();
  }

  /** Whatever is lost, late or said, each result that anybody delivered in time is out once. */
  @Test
  void leavesNoGapAndNoDoubleWhateverTheReplicasDo() {
    QuorumConfig config = Configs.of(PRIMARY);
    for (long seed = 0; seed < 200; seed++) {
      List<Copy> copies = outages(seed);
      Court court = new Court(config);
      copies.forEach(court::arrive);
      court.clock(Long.MAX_VALUE);
      Map<String, Long> firstSeen = new HashMap<>();
      copies.forEach(copy -> firstSeen.putIfAbsent(copy.id(), copy.at()));
      List<String> out = court.record.results.stream().map(Transcript.Out::id).sorted().toList();
      assertThat(out)
          .as("results, seed %d", seed)
          .containsExactlyElementsOf(new TreeSet<>(firstSeen.keySet()));
      for (Transcript.Out result : court.record.results) {
        long latest = requireNonNull(firstSeen.get(result.id())) + config.timing().deadline();
        assertThat(result.at())
            .as("when %s went out, seed %d", result, seed)
            .isLessThanOrEqualTo(latest);
      }
      assertThat(court.open()).isZero();
    }
  }

  /** Each replica is away now and then; when it is back it delivers what it owes, or some of it. */
  private static List<Copy> outages(long seed) {
    Random random = new Random(seed);
    List<Copy> copies = new ArrayList<>();
    for (int replica = 0; replica < 2; replica++) {
      long awayUntil = 0;
      for (int i = 0; i < 300; i++) {
        long at = 1_000 + i * 50L;
        if (at > awayUntil && random.nextInt(60) == 0) {
          awayUntil = at + random.nextInt(6_000);
        }
        boolean lost = random.nextInt(50) == 0 || (at < awayUntil && random.nextInt(3) == 0);
        if (!lost) {
          long arrives = Math.max(at, awayUntil) + random.nextInt(40);
          copies.add(new Copy(arrives, replica, "r" + i, i, random.nextInt(50) == 0 ? "lie" : "x"));
        }
      }
    }
    copies.sort(Comparator.comparingLong(Copy::at));
    return copies;
  }
}
