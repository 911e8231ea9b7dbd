package dev.breakwater.testkit.contract;

/** One thing that happens to an operator, in the order of a script. */
sealed interface Step<IN> {

  /** A record comes in, with its timestamp in epoch milliseconds. */
  record Arrival<IN>(IN value, long timestamp) implements Step<IN> {}

  /** Event time moves on, in epoch milliseconds. */
  record Watermark<IN>(long time) implements Step<IN> {}

  /** Processing time moves on, in epoch milliseconds. */
  record ProcessingTime<IN>(long time) implements Step<IN> {}
}
