package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.verdict.Finding;
import dev.breakwater.testkit.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** States of a demo for the tests of what shows them. */
final class Figures {

  static final FaultState FAULT = new FaultState(0, 25_400, 27_500);

  private Figures() {}

  static Snapshot halfWay() {
    return new Snapshot(
        31_000,
        150_000,
        85_500,
        2_998.4,
        new Committed(79_120, 4_201, Map.of("malformed", 1_120L, "invalid", 560L), 3_100),
        2_810,
        new JobState("RUNNING", false, true, 29, 400, 118, 1, 2),
        FAULT);
  }

  static Snapshot start() {
    return new Snapshot(0, 150_000, 0, 0, Committed.NOTHING, 0, JobState.UNKNOWN, FaultState.NONE);
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
            false);
    return new Balance(verdict, 50, duplicatesSeen, "");
  }

  static DemoSettings settings(Path report) {
    Path root = Path.of(System.getProperty("breakwater.root", "."));
    return new DemoSettings(10_000, 2_500, 7, true, false, "0", report, root);
  }
}
