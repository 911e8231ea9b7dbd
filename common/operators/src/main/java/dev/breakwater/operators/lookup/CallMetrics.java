package dev.breakwater.operators.lookup;

/** Counts calls. Used by any thread. */
interface CallMetrics {

  void called(Ending ending, long nanos);

  void retried();

  void shortCircuited();
}
