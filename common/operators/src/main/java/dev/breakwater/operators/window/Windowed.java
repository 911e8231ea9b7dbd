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
 */
public record Windowed(
    SingleOutputStreamOperator<Event> results, DataStream<DeadLetter> deadLetters) {}
