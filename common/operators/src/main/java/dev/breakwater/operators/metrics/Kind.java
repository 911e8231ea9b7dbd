package dev.breakwater.operators.metrics;

/** What a metric is made of, which decides how it may be added up and alerted on. */
public enum Kind {
  /** A count since the start of the task: falls back to 0 when it restarts. */
  COUNTER,
  /** A value that is read when it is asked for. */
  GAUGE,
  /** The distribution of the latest values. */
  HISTOGRAM
}
