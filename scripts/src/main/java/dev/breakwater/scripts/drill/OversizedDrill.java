package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.measure.Mixes;
import java.time.Duration;

/** Records come that are larger than any output topic takes. */
final class OversizedDrill implements Drill {

  private static final Duration LASTING = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "oversized";
  }

  @Override
  public String summary() {
    return "values of 1 to 2 MB and records with 10,000 headers for 20 s";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    stage.fault("oversized records");
    stage.load().switchTo(Mixes.oversized(stage.random().nextLong()));
    stage.pass(LASTING);
    stage.fault("no more of them");
    stage.load().switchTo(Mixes.everyday(stage.random().nextLong()));
    stage.awaitOutput(Duration.ofMinutes(1));
  }

  @Override
  public Duration longestGap() {
    return Duration.ofSeconds(15);
  }
}
