package dev.breakwater.operators.lookup;

import org.jspecify.annotations.Nullable;

/**
 * What the dependency said.
 *
 * @param value JSON; null when it said that there is nothing
 * @param nanos when it said so, on the endpoint's clock
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Answer(byte @Nullable [] value, long nanos) implements Result {}
