package dev.breakwater.operators.repair;

import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A stream, told apart by whether an output holds its records already.
 *
 * @param missing what is still to be written, in its order
 * @param leftOut what is not: it was written before
 */
public record Repaired<T>(DataStream<T> missing, DataStream<T> leftOut) {}
