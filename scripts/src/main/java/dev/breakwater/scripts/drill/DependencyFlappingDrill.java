package dev.breakwater.scripts.drill;

import dev.breakwater.testkit.service.Fault;
import dev.breakwater.testkit.service.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The service goes down and comes back, again and again; what has no old answer waits. */
final class DependencyFlappingDrill implements Drill {

  private static final String FLAPPING = "down for PT4S, none for PT3S, repeat";
  private static final Duration LASTING = Duration.ofSeconds(42);
  private static final Duration RECOVERY = Duration.ofMinutes(1);
  private static final String OPENED = "breaker_opened";

  @Override
  public String name() {
    return "dependency-flapping";
  }

  @Override
  public String summary() {
    return "the service of enrich is down for 4 s of every 7, for 42 s";
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.ENRICH;
  }

  @Override
  public List<String> options() {
    return List.of("--lookup.cache.fresh-for", "1 s", "--breaker.window", "4 s");
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    Breakers breakers = Breakers.of(stage);
    long from = stage.fault("the service flaps");
    stage.service().follow(Schedule.parse(FLAPPING));
    stage.pass(LASTING);
    stage.figure(OPENED, breakers.opened(from));
    long back = stage.fault("the service is back for good");
    stage.service().become(new Fault.None());
    stage.awaitOutputAfter(back, RECOVERY);
  }

  @Override
  public List<String> complaints(Observed observed) {
    List<String> all = new ArrayList<>(Drill.super.complaints(observed));
    if (!(observed.figure(OPENED) > 0)) {
      all.add("no breaker has opened");
    }
    return all;
  }
}
