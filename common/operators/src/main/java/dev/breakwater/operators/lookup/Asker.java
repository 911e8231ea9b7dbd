package dev.breakwater.operators.lookup;

/** Who wants an answer. Told from any thread, exactly once for each time it asked in vain. */
interface Asker {

  void tell(Result result);

  /** Instead of a result, where our own code failed: the job must. */
  void fail(Throwable error);

  /** Where calls are counted that are made for this one. */
  CallMetrics calls();
}
