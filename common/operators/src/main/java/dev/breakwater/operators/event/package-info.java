/**
 * The envelope: what a record is when it is read ({@link
 * dev.breakwater.operators.event.RawRecord}), when it is understood ({@link
 * dev.breakwater.operators.event.Event}) and when it cannot go on ({@link
 * dev.breakwater.operators.event.DeadLetter}).
 *
 * <p>{@link dev.breakwater.operators.event.CloudEvents} reads events from records, {@link
 * dev.breakwater.operators.event.EventEncoder} writes them; what cannot be read is a {@link
 * dev.breakwater.operators.event.RejectedException}, never another. {@link
 * dev.breakwater.operators.event.EventTypes} has the types for Flink, each with a serializer of its
 * own, whose binary form is versioned and held by a sample in the tests.
 *
 * <p>Kernel: imports no feature. All types are immutable by contract: arrays are handed over, not
 * copied, and nobody writes to them afterwards.
 */
@NullMarked
package dev.breakwater.operators.event;

import org.jspecify.annotations.NullMarked;
