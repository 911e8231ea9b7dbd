/**
 * The envelope: what a record is when it is read ({@link
 * dev.breakwater.operators.event.RawRecord}), when it is understood ({@link
 * dev.breakwater.operators.event.Event}) and when it cannot go on ({@link
 * dev.breakwater.operators.event.DeadLetter}).
 *
 * <p>Kernel: imports no feature. All types are immutable by contract: arrays are handed over, not
 * copied, and nobody writes to them afterwards.
 */
@NullMarked
package dev.breakwater.operators.event;

import org.jspecify.annotations.NullMarked;
