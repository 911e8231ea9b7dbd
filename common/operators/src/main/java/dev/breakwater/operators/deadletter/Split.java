package dev.breakwater.operators.deadletter;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The two ways on from a stage that may refuse records; together they hold each of its outcomes
 * once.
 */
public record Split(SingleOutputStreamOperator<Event> events, DataStream<DeadLetter> deadLetters) {}
