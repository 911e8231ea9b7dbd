package dev.breakwater.operators.window;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.metrics.Metrics;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** How windows are told, and late events refused, behind the shuffle. */
final class WindowOutput {

  private final Output<StreamRecord<Event>> output;
  private final OutputTag<DeadLetter> deadLetters;
  private final @Nullable OutputTag<Event> accepted;
  private final ResultWriter writer;
  private final Counter results;
  private final Counter revisions;
  private final Counter idleResults;
  private final Counter late;
  private long before;

  WindowOutput(
      Output<StreamRecord<Event>> output,
      OutputTag<DeadLetter> deadLetters,
      @Nullable OutputTag<Event> accepted,
      WindowConfig config,
      MetricGroup metrics) {
    this.output = output;
    this.deadLetters = deadLetters;
    this.accepted = accepted;
    this.writer = new ResultWriter(config);
    this.results = Metrics.counter(metrics, WindowMetrics.RESULTS);
    this.revisions = Metrics.counter(metrics, WindowMetrics.REVISIONS);
    this.idleResults = Metrics.counter(metrics, WindowMetrics.IDLE_RESULTS);
    this.late = WindowMetrics.refused(metrics, Reason.LATE);
  }

  /**
   * Tells a window unless it was told like that before.
   *
   * @param told revision and number of events when it was last told, else null
   * @return what is told now, or the same as before
   */
  Tuple2<Integer, Long> tell(
      String key, long start, long end, Partial partial, @Nullable Tuple2<Integer, Long> told) {
    if (told != null && told.f1 == partial.events()) {
      return told;
    }
    int revision = told == null ? 0 : told.f0 + 1;
    Event event = writer.event(key, start, end, revision, partial);
    results.inc();
    if (revision > 0) {
      revisions.inc();
    }
    output.collect(new StreamRecord<>(event, event.time()));
    return Tuple2.of(revision, partial.events());
  }

  /** What is told from now on is told because all inputs are idle. */
  void beginIdle() {
    before = results.getCount();
  }

  void endIdle() {
    idleResults.inc(results.getCount() - before);
  }

  /** A slice whose window is open. One with its event was not told before to be accepted. */
  void accept(Slice slice) {
    Event event = slice.event();
    if (accepted != null && event != null) {
      output.collect(accepted, new StreamRecord<>(event));
    }
  }

  /**
   * A slice whose window was closed: its event becomes a dead letter.
   *
   * @throws IllegalStateException if it comes without its event, which is an invariant broken; the
   *     restart that follows reads the events again, in step with event time
   */
  void refuse(Slice slice, long lateBy, long now) {
    Event event = slice.event();
    if (event == null) {
      throw new IllegalStateException(
          "window of %d events from %d on was closed %d ms of event time before they came, after"
                  .formatted(slice.partial().events(), slice.partial().first(), lateBy)
              + " their subtask had been idle; source.idle-timeout is too short for its input");
    }
    late.inc();
    output.collect(
        deadLetters,
        new StreamRecord<>(
            new DeadLetter(
                event.record(),
                Reason.LATE,
                Window.STAGE,
                SliceOperator.lateBy(lateBy),
                null,
                now)));
  }
}
