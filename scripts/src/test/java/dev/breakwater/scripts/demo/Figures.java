package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.input.Input;
import dev.breakwater.testkit.verdict.Finding;
import dev.breakwater.testkit.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** States of a demo for the tests of what shows them. */
final class Figures {

  private static final Happenings HAPPENINGS =
      new Happenings(
          new FaultState(0, 25_400, 27_500),
          new OutageState(12_000, 13_900, 24_500, 25_300),
          new RedriveState(29_000, 30_500));

  private Figures() {}

  static Snapshot halfWay() {
    return new Snapshot(
        31_000,
        150_000,
        85_500,
        2_998.4,
        new Committed(
            79_120,
            76_010,
            Map.of("fresh", 1_010L, "cached", 70_000L, "stale", 5_000L),
            4_201,
            Map.of("malformed", 1_120L, "invalid", 560L, "dependency", 3_000L),
            1_500,
            3_100),
        2_810,
        new JobState("RUNNING", false, true, 29, 400, 118, 1, 2),
        BreakerState.CLOSED,
        HAPPENINGS);
  }

  static Snapshot start() {
    return new Snapshot(
        0,
        150_000,
        0,
        0,
        Committed.NOTHING,
        0,
        JobState.UNKNOWN,
        BreakerState.UNKNOWN,
        Happenings.NONE);
  }

  static Balance balance(long lost, long duplicatesSeen) {
    Verdict verdict =
        new Verdict(
            1_000,
            1_000 - lost,
            Map.of("invalid", 20L),
            Map.of("invalid", 20L),
            Map.of(Finding.LOST, lost),
            lost == 0 ? Map.of() : Map.of(Finding.LOST, List.of("id <b>7</b>")),
            true);
    return new Balance(verdict, committed(duplicatesSeen, 70), 50, List.of());
  }

  /** What was seen on the topics, with 70 dead letters of an outage. */
  static Committed committed(long duplicates, long redriven) {
    Map<String, Long> dead = Map.of("invalid", 20L, "dependency", 70L);
    return new Committed(1_000, 1_000, Map.of(), duplicates, dead, redriven, 0);
  }

  static DemoSettings settings(Path report) {
    return settings(null, report);
  }

  static DemoSettings settings(@Nullable Input input, Path report) {
    Path root = Path.of(System.getProperty("breakwater.root", "."));
    return new DemoSettings(input, 10_000, 2_500, 7, true, false, "0", report, root);
  }
}
