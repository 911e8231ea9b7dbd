package dev.breakwater.scripts.drill;

import java.time.Duration;
import java.util.List;

/** Nothing is sent for a while: nobody fails, and only an alert tells that something is amiss. */
final class SilentInputDrill implements Drill {

  private static final Duration SILENT = Duration.ofSeconds(40);

  @Override
  public String name() {
    return "silent-input";
  }

  @Override
  public String summary() {
    return "nothing is sent for 40 s, then as before";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    stage.fault("nothing is sent");
    stage.load().pause();
    stage.pass(SILENT);
    stage.load().resume();
    long again = stage.fault("records are sent again");
    stage.awaitOutputAfter(again, Duration.ofMinutes(1));
  }

  /** Nothing comes out of nothing. */
  @Override
  public Duration longestGap() {
    return SILENT.plusSeconds(10);
  }

  @Override
  public List<String> alerts() {
    return List.of("SourceSilent");
  }

  @Override
  public boolean composable() {
    return false;
  }
}
