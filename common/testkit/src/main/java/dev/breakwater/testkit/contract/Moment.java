package dev.breakwater.testkit.contract;

import java.util.List;

/** Both times at some point of a script, in epoch milliseconds. */
record Moment(long watermark, long processingTime) {

  private static final Moment START = new Moment(Long.MIN_VALUE, 0);

  static Moment after(List<? extends Step<?>> steps) {
    Moment moment = START;
    for (Step<?> step : steps) {
      moment = moment.after(step);
    }
    return moment;
  }

  private Moment after(Step<?> step) {
    if (step instanceof Step.Watermark<?> watermark) {
      return new Moment(watermark.time(), processingTime);
    }
    if (step instanceof Step.ProcessingTime<?> time) {
      return new Moment(watermark, time.time());
    }
    return this;
  }
}
