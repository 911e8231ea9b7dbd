package dev.breakwater.operators.dedup;

import dev.breakwater.operators.event.Event;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What deduplication makes of a stream.
 *
 * @param unique the first event of each identity
 * @param duplicates every other one, counted; write them to a topic or leave them
 */
public record Deduplicated(
    SingleOutputStreamOperator<Event> unique, DataStream<Event> duplicates) {}
