package dev.breakwater.operators.deadletter;

import static org.assertj.core.api.Assertions.fail;

import dev.breakwater.operators.event.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The budget against a model that keeps every record and counts them all again each time. */
class DeadLetterBudgetModelTest {

  private static final int STEPS = 4_000;
  private static final List<Reason> REASONS = List.of(Reason.values());

  static List<Long> seeds() {
    Long given = Long.getLong("breakwater.seed");
    if (given != null) {
      return List.of(given);
    }
    List<Long> seeds = new ArrayList<>();
    for (long seed = 1; seed <= 40; seed++) {
      seeds.add(seed);
    }
    return seeds;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void agreesWithTheNaiveModel(long seed) {
    Random random = new Random(seed);
    DeadLetterConfig config =
        new DeadLetterConfig(
            BudgetPolicy.PAUSE,
            random.nextInt(11) / 10.0,
            Duration.ofMillis(1_000 + random.nextInt(5_000)),
            1 + random.nextInt(600),
            random.nextInt(50),
            Duration.ofSeconds(1));
    long[] now = {random.nextInt()};
    DeadLetterBudget budget = new DeadLetterBudget(config, () -> now[0]);
    Model model = new Model(config, now[0]);
    double badness = 0;
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(500) == 0) {
        badness = random.nextInt(4) == 0 ? random.nextDouble() : random.nextDouble() / 20;
      }
      now[0] += pace(random);
      boolean expected;
      boolean changed;
      if (model.state == BudgetState.EXCEEDED && random.nextInt(200) == 0) {
        budget.probe();
        model.probe();
        changed = expected = true;
      } else if (random.nextInt(300) == 0) {
        changed = budget.tick();
        expected = model.judge(now[0]);
      } else if (random.nextDouble() < badness) {
        Reason reason = REASONS.get(random.nextInt(REASONS.size()));
        changed = budget.deadLetter(reason);
        expected = model.deadLetter(reason, now[0]);
      } else {
        changed = budget.event();
        expected = model.event(now[0]);
      }
      if (changed != expected || !model.agreesWith(budget)) {
        fail(
            "seed %d step %d %s: changed %s, expected %s; budget %s, model %s %d of %d"
                .formatted(
                    seed,
                    step,
                    config,
                    changed,
                    expected,
                    budget.state() + " " + budget.describe(),
                    model.state,
                    model.dead(),
                    model.total()));
      }
    }
  }

  private static long pace(Random random) {
    return switch (random.nextInt(2_000)) {
      case 0 -> random.nextInt(20_000);
      case 1 -> -random.nextInt(2_000);
      default -> random.nextInt(4);
    };
  }

  private record Seen(long bucket, @Nullable Reason reason) {}

  /** Written from the description alone: lists, and no sums that are kept. */
  private static final class Model {

    private final DeadLetterConfig config;
    private final long width;
    private List<Seen> window = new ArrayList<>();
    private int unbooked;
    private long sinceStart;
    private long bucket;
    private long lastExceeded;
    private BudgetState state = BudgetState.WITHIN;

    Model(DeadLetterConfig config, long now) {
      this.config = config;
      this.width = config.window().toMillis() / 10;
      this.bucket = Math.floorDiv(now, width);
    }

    boolean event(long now) {
      unbooked++;
      sinceStart++;
      boolean due = unbooked == 256 || sinceStart == config.warmUp();
      return due && judge(now);
    }

    boolean deadLetter(Reason reason, long now) {
      book(now);
      sinceStart++;
      window.add(new Seen(bucket, reason));
      return judge(now);
    }

    boolean judge(long now) {
      book(now);
      BudgetState before = state;
      if (sinceStart >= config.warmUp()) {
        if (dead() > config.floor() && dead() > config.ratio() * total()) {
          state = BudgetState.EXCEEDED;
          lastExceeded = now;
        } else if (state != BudgetState.EXCEEDED
            || now - lastExceeded >= config.window().toMillis()) {
          state = BudgetState.WITHIN;
        }
      }
      return state != before;
    }

    void probe() {
      state = BudgetState.PROBING;
      window = new ArrayList<>();
      unbooked = 0;
      sinceStart = 0;
    }

    boolean agreesWith(DeadLetterBudget budget) {
      return budget.state() == state && budget.total() == total() && budget.dead() == dead();
    }

    long total() {
      return window.size();
    }

    long dead() {
      long dead = 0;
      for (Seen seen : window) {
        dead += seen.reason() == null ? 0 : 1;
      }
      return dead;
    }

    private void book(long now) {
      bucket = Math.max(bucket, Math.floorDiv(now, width));
      for (; unbooked > 0; unbooked--) {
        window.add(new Seen(bucket, null));
      }
      window.removeIf(seen -> seen.bucket() <= bucket - 10);
    }
  }
}
