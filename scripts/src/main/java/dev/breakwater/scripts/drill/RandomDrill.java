package dev.breakwater.scripts.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A seeded sequence of other drills' damage, for so many minutes, on one job. */
final class RandomDrill implements Drill {

  private static final Duration RECOVERY = Duration.ofMinutes(3);
  private static final int LONGEST_PAUSE_MILLIS = 8_000;
  private static final int SHORTEST_PAUSE_MILLIS = 2_000;

  private final List<Drill> choice;
  private final Duration lasting;

  RandomDrill(List<Drill> choice, Duration lasting) {
    this.choice = choice.stream().filter(RandomDrill::fits).toList();
    this.lasting = lasting;
  }

  private static boolean fits(Drill drill) {
    return drill.composable() && drill.pipeline() == Pipeline.INGEST;
  }

  @Override
  public String name() {
    return "random";
  }

  @Override
  public String summary() {
    return "a seeded sequence of the others, for --minutes";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    long end = System.nanoTime() + lasting.toNanos();
    Map<String, List<Double>> gaps = new TreeMap<>();
    int faults = 0;
    while (faults == 0 || System.nanoTime() < end) {
      Drill next = stage.any(choice);
      faults++;
      stage.note("fault %d: %s".formatted(faults, next.name()));
      long before = System.currentTimeMillis();
      next.run(stage);
      stage.awaitOutput(RECOVERY);
      int spread = LONGEST_PAUSE_MILLIS - SHORTEST_PAUSE_MILLIS;
      stage.pass(Duration.ofMillis(SHORTEST_PAUSE_MILLIS + stage.random().nextInt(spread)));
      double gap = stage.timeline().longestGapMillis(before, System.currentTimeMillis()) / 1_000.0;
      gaps.computeIfAbsent(next.name(), unused -> new ArrayList<>()).add(gap);
      stage.note(said("  gap %.1f s", gap));
    }
    stage.note(faults + " faults");
    stage.figure("faults", faults);
    gaps.forEach((name, each) -> tell(stage, name, each));
  }

  private static void tell(Stage stage, String name, List<Double> gaps) {
    Collections.sort(gaps);
    double median = gaps.get(gaps.size() / 2);
    double largest = gaps.get(gaps.size() - 1);
    stage.note(said("%-24s %3d, gap median %.1f s", name, gaps.size(), median));
    stage.figure(name.replace('-', '_') + "_gap_s", median);
    stage.figure(name.replace('-', '_') + "_largest_gap_s", largest);
  }

  private static String said(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }

  /** As long as the longest of what it may choose. */
  @Override
  public Duration longestGap() {
    return choice.stream().map(Drill::longestGap).max(Duration::compareTo).orElse(RECOVERY);
  }

  @Override
  public boolean composable() {
    return false;
  }
}
