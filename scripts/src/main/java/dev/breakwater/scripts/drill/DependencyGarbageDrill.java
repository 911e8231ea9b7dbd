package dev.breakwater.scripts.drill;

import dev.breakwater.testkit.service.Fault;
import dev.breakwater.testkit.service.Schedule;
import java.time.Duration;
import java.util.List;

/**
 * The service answers with anything but airports: pages, bytes that are no HTTP, half an answer, a
 * wrong length. None of it may get into an event, and the breaker must see that this is no service.
 */
final class DependencyGarbageDrill implements Drill {

  private static final String GARBAGE =
      "not-json for PT5S, truncated for PT5S, wrong-length for PT5S, not-http";
  private static final Duration LASTING = Duration.ofSeconds(20);
  private static final Duration WITHIN = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "dependency-garbage";
  }

  @Override
  public String summary() {
    return "the service of enrich answers with garbage of four kinds for 20 s";
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.ENRICH;
  }

  /** The kinds are to be met by calls, not by a breaker that is open all the time. */
  @Override
  public List<String> options() {
    return List.of(
        "--lookup.cache.fresh-for", "1 s", "--breaker.window", "4 s", "--breaker.open-for", "3 s");
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    Breakers breakers = Breakers.of(stage);
    long from = stage.fault("the service answers with garbage");
    stage.service().follow(Schedule.parse(GARBAGE));
    stage.figure("reaction_s", breakers.awaitOpened(from, LASTING));
    stage.pass(LASTING.minusMillis(System.currentTimeMillis() - from));
    long back = stage.fault("the service is well again");
    stage.service().become(new Fault.None());
    stage.figure("recovery_s", breakers.awaitClosed(back, WITHIN));
    stage.awaitOutputAfter(back, WITHIN);
  }
}
