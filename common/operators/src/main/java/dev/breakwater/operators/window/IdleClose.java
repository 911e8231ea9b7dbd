package dev.breakwater.operators.window;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.jspecify.annotations.Nullable;

/** Acts once when all inputs have been idle for a while, by the clock. */
final class IdleClose {

  /** What is done then. */
  interface Action {
    void run() throws Exception;
  }

  private final ProcessingTimeService time;
  private final long millis;
  private final Action action;
  private @Nullable ScheduledFuture<?> timer;

  /**
   * @param millis 0 for never
   */
  IdleClose(ProcessingTimeService time, long millis, Action action) {
    this.time = time;
    this.millis = millis;
    this.action = action;
  }

  void observe(WatermarkStatus status) {
    cancel();
    if (status.isIdle() && millis > 0) {
      timer = time.registerTimer(time.getCurrentProcessingTime() + millis, then -> action.run());
    }
  }

  void cancel() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
