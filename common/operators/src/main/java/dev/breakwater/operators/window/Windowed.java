package dev.breakwater.operators.window;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What windows make of a stream.
 *
 * @param results one event per key and window, and its revisions
 * @param deadLetters events that were late, or had no key or not the values that are measured
 * @param accepted every event that is in a window, in the task of the source; empty unless it is
 *     asked for
 * @param acceptedLater the same, of the few events of which only the window itself could tell
 *     whether it was still open
 */
public record Windowed(
    SingleOutputStreamOperator<Event> results,
    DataStream<DeadLetter> deadLetters,
    DataStream<Event> accepted,
    DataStream<Event> acceptedLater) {}
