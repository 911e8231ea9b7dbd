package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.measure.Arrival;
import dev.breakwater.scripts.drill.measure.Measures;
import dev.breakwater.scripts.drill.measure.Timeline;
import java.util.Map;

/** An outage of most Kafka nodes, from a mark now to a mark now: times are shifted around it. */
final class Outages {

  private Outages() {}

  /** Nothing came for so long, then all was well. */
  static Observed stopped(int seconds) {
    return observed(seconds, 0);
  }

  /** Something came in the middle of it. */
  static Observed leaking() {
    return observed(22, 10);
  }

  private static Observed observed(int seconds, int leakAt) {
    long down = Rounds.START + 10_000;
    long back = down + 20_000;
    Timeline timeline = new Timeline(Rounds.START);
    timeline.mark(down, "two of three Kafka nodes down");
    timeline.mark(back, "they start again");
    timeline.arrived(new Arrival(down, 900, 900));
    if (leakAt > 0) {
      timeline.arrived(new Arrival(down + leakAt * 1_000L, 5, 900));
    }
    long end = down + seconds * 1_000L + 5_000;
    timeline.arrived(new Arrival(end - 5_000, 900, 900));
    return new Observed(
        timeline, Measures.of(timeline.arrivals(), down, end), down, end, Map.of(), Map.of());
  }
}
