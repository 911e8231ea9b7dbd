package dev.breakwater.operators.window;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Aggregates events per key and window; see the package's rules. */
public final class Window {

  /** Name the operators and their state in savepoints: never change. */
  public static final String SLICES_UID = "window-slices";

  public static final String UID = "window";

  /** The stage that dead letters name. */
  public static final String STAGE = "window";

  private static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", EventTypes.DEAD_LETTER);

  private static final OutputTag<Event> ACCEPTED = new OutputTag<>("accepted", EventTypes.EVENT);

  private Window() {}

  /**
   * Aggregates the events, which must come with watermarks, and in the order of their partitions if
   * replicas are to agree on which are late: apply it in the task of the source.
   */
  public static Windowed apply(DataStream<Event> events, WindowConfig config) {
    return apply(events, config, false);
  }

  /**
   * The same.
   *
   * @param accounted whether events that are not refused are told as well, for somebody who counts
   */
  public static Windowed apply(DataStream<Event> events, WindowConfig config, boolean accounted) {
    OutputTag<Event> accepted = accounted ? ACCEPTED : null;
    SingleOutputStreamOperator<Slice> slices =
        events.transform(SLICES_UID, Slice.TYPE, slices(config, accepted)).uid(SLICES_UID);
    if (events.getTransformation().isParallelismConfigured()) {
      // Another parallelism would break the chain from the source, and the order of partitions.
      slices.setParallelism(events.getParallelism());
    }
    SingleOutputStreamOperator<Event> results =
        slices
            .keyBy(Slice::key, Types.STRING)
            .transform(UID, EventTypes.EVENT, operator(config, accepted))
            .uid(UID);
    return new Windowed(
        results,
        slices.getSideOutput(DEAD_LETTERS).union(results.getSideOutput(DEAD_LETTERS)),
        slices.getSideOutput(ACCEPTED),
        results.getSideOutput(ACCEPTED));
  }

  static OneInputStreamOperator<Slice, Event> operator(WindowConfig config) {
    return operator(config, null);
  }

  static SliceOperator slices(WindowConfig config) {
    return slices(config, null);
  }

  private static OneInputStreamOperator<Slice, Event> operator(
      WindowConfig config, @Nullable OutputTag<Event> accepted) {
    return config.shape().session()
        ? new SessionOperator(config, DEAD_LETTERS, accepted)
        : new PaneOperator(config, DEAD_LETTERS, accepted);
  }

  private static SliceOperator slices(WindowConfig config, @Nullable OutputTag<Event> accepted) {
    return new SliceOperator(config, DEAD_LETTERS, accepted);
  }
}
