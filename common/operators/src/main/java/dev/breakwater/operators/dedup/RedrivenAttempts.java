package dev.breakwater.operators.dedup;

import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * Per identity, the last attempt that was sent back to work and went on. Its state is only made
 * when the first such event comes: where there are none it costs nothing, and is in no savepoint.
 * For the current key.
 */
final class RedrivenAttempts {

  static final String STATE = "redriven";

  /** Makes the state. */
  interface Maker {
    ValueState<Integer> make() throws Exception;
  }

  private final Maker maker;
  private @Nullable ValueState<Integer> last;

  RedrivenAttempts(Maker maker) {
    this.maker = maker;
  }

  /** True once for each attempt that is later than all that went on before. */
  boolean first(int attempt) throws Exception {
    if (last == null) {
      last = maker.make();
    }
    Integer before = last.value();
    if (before != null && before >= attempt) {
      return false;
    }
    last.update(attempt);
    return true;
  }
}
