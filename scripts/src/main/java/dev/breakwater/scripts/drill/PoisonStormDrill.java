package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.measure.Mixes;
import java.time.Duration;
import java.util.List;

/** For a while, of ten records three are broken. */
final class PoisonStormDrill implements Drill {

  private static final Duration LASTING = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "poison-storm";
  }

  @Override
  public String summary() {
    return "30 % broken records of every kind for 20 s";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    stage.fault("30 % broken records");
    stage.load().switchTo(Mixes.poison(stage.random().nextLong()));
    stage.pass(LASTING);
    stage.fault("2 % again");
    stage.load().switchTo(Mixes.everyday(stage.random().nextLong()));
    stage.awaitOutput(Duration.ofMinutes(1));
  }

  @Override
  public Duration longestGap() {
    return Duration.ofSeconds(10);
  }

  @Override
  public List<String> alerts() {
    return List.of("DeadLetterRatio");
  }
}
