package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.measure.Measures;
import dev.breakwater.scripts.drill.measure.Timeline;

/**
 * What was seen in a round.
 *
 * @param faultMillis when the first damage was done, epoch milliseconds
 * @param endMillis when the observation ended
 */
record Observed(Timeline timeline, Measures measures, long faultMillis, long endMillis) {

  /**
   * The time of the first mark with this text.
   *
   * @throws IllegalStateException when there is none
   */
  long at(String mark) {
    return timeline.marks().stream()
        .filter(each -> each.text().equals(mark))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no mark " + mark))
        .atMillis();
  }
}
