package dev.breakwater.scripts.drill;

import java.time.Duration;
import java.util.List;

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
    int faults = 0;
    while (faults == 0 || System.nanoTime() < end) {
      Drill next = stage.any(choice);
      faults++;
      stage.note("fault %d: %s".formatted(faults, next.name()));
      next.run(stage);
      stage.awaitOutput(RECOVERY);
      int spread = LONGEST_PAUSE_MILLIS - SHORTEST_PAUSE_MILLIS;
      stage.pass(Duration.ofMillis(SHORTEST_PAUSE_MILLIS + stage.random().nextInt(spread)));
    }
    stage.note(faults + " faults");
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
