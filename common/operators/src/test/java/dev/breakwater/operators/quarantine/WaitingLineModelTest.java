package dev.breakwater.operators.quarantine;

import static dev.breakwater.operators.quarantine.Outcomes.back;
import static dev.breakwater.operators.quarantine.Outcomes.dead;
import static dev.breakwater.operators.quarantine.Outcomes.event;
import static dev.breakwater.operators.quarantine.Outcomes.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of one key. */
class WaitingLineModelTest {

  private static final int STEPS = 3_000;
  private static final long MANY = 1L << 40;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesWithANaiveModelWithinNarrowLimits(long seed) throws Exception {
    Random random = new Random(seed);
    QuarantineConfig limits =
        WaitingLineTest.limits(3 + random.nextInt(12), 1_500 + random.nextInt(2_000), MANY);
    OneKey line = new OneKey(limits);
    NaiveLine model = new NaiveLine(limits);
    History history = new History(random);
    long now = 0;
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(20) == 0) {
        now += random.nextInt((int) limits.maxWaitMillis());
        line.at(now).expire();
        model.expire(now);
      } else {
        now += random.nextInt(20);
        History.Arrival next = history.next(0.3);
        line.at(now).arrive(next.outcome());
        model.arrive(next.outcome(), next.came(), now);
      }
      String when = "seed %d, step %d".formatted(seed, step);
      assertThat(line.out()).as(when).isEqualTo(model.out());
      assertThat(line.row().marks() + line.row().held()).as(when).isEqualTo(model.size());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void keepsTheOrderOfArrivalAndLosesOrDoublesNothing(long seed) throws Exception {
    Random random = new Random(seed);
    OneKey line = new OneKey(WaitingLineTest.limits(Integer.MAX_VALUE, MANY, MANY));
    History history = new History(random);
    List<String> out = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      line.arrive(history.next(step < STEPS / 2 ? 0.3 : 0.1).outcome());
      out.addAll(line.out());
    }
    while (history.someAreAway()) {
      line.arrive(history.nextBack(0.5).outcome());
      out.addAll(line.out());
    }
    line.assertEmpty();
    List<String> events = out.stream().filter(id -> !id.startsWith("!")).toList();
    assertThat(events).as("seed %d", seed).isEqualTo(history.expected());
  }

  /** New records and, in any order, those that are away. */
  private static final class History {

    /**
     * @param came where it was read when it failed before, null if it did not
     */
    record Arrival(Outcome outcome, @Nullable String came) {}

    private record Away(RawRecord failed) {}

    private final Random random;
    private final List<Away> away = new ArrayList<>();
    private final Set<String> ended = new HashSet<>();
    private long records;
    private long returns;

    History(Random random) {
      this.random = random;
    }

    boolean someAreAway() {
      return !away.isEmpty();
    }

    /** The ids of all records that did not fail for good, as they came first. */
    List<String> expected() {
      List<String> ids = new ArrayList<>();
      for (long id = 0; id < records; id++) {
        if (!ended.contains(Long.toString(id))) {
          ids.add(Long.toString(id));
        }
      }
      return ids;
    }

    Arrival next(double failing) {
      if (!away.isEmpty() && random.nextInt(4) == 0) {
        return nextBack(failing);
      }
      return new Arrival(outcome(record("A", records++), failing), null);
    }

    Arrival nextBack(double failing) {
      RawRecord failed = away.remove(random.nextInt(away.size())).failed();
      return new Arrival(outcome(back(failed, returns++), failing), failed.position());
    }

    private Outcome outcome(RawRecord record, double failing) {
      if (random.nextDouble() >= failing) {
        return event(record);
      }
      if (random.nextInt(4) == 0) {
        ended.add(Outcomes.shown(event(record)));
        return dead(record, Reason.INVALID);
      }
      away.add(new Away(record));
      return dead(record);
    }
  }
}
