package dev.breakwater.operators.decode;

import java.io.Serializable;

/**
 * What is too much.
 *
 * @param depth of objects and arrays in each other
 * @param futureMillis how far the time of an event may be ahead of the clock
 * @param headers of a record
 * @param idBytes of an id in UTF-8
 * @param recordBytes of the record that is written for an event
 */
public record DecodeLimits(int depth, long futureMillis, int headers, int idBytes, int recordBytes)
    implements Serializable {}
