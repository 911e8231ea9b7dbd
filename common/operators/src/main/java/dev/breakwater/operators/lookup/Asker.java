package dev.breakwater.operators.lookup;

/** Who wants an answer. Told from any thread, exactly once for each time it asked in vain. */
interface Asker {

  void tell(Result result);

  /** Instead of a result, where our own code failed: the job must. */
  void fail(Throwable error);

  /** True when it is no more to be told. */
  boolean isGone();

  /** True when it has nothing to go on with instead of an answer: a short wait is worth it. */
  boolean isPatient();

  /** Where calls are counted that are made for this one. */
  CallMetrics calls();
}
