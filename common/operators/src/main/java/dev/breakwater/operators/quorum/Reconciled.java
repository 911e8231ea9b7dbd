package dev.breakwater.operators.quorum;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What becomes of the copies of results.
 *
 * @param results each result once
 * @param discrepancies an event per finding, with who said what, and per change of a replica
 * @param stragglers copies that came after their result was forgotten, counted; write them to a
 *     topic or leave them
 * @param deadLetters records of no replica that is known
 * @param counted every copy that is neither of the two before; empty unless it is asked for
 */
public record Reconciled(
    SingleOutputStreamOperator<Event> results,
    DataStream<Event> discrepancies,
    DataStream<Event> stragglers,
    DataStream<DeadLetter> deadLetters,
    DataStream<Event> counted) {}
