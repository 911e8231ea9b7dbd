/**
 * Repair: a job that starts from an older state, because a later one cannot be restored without a
 * loss, leaves out what its outputs hold already.
 *
 * <ul>
 *   <li><b>Input and output</b>: what goes to one sink or several, in its order; what the outputs
 *       hold is left out and counted.
 *   <li><b>Rule</b>: a record is left out when a committed record of any output says that it was
 *       made of the same source record, and an event also when a committed event has its identity
 *       within the dedup horizon.
 *   <li><b>Holds when</b> the source still has the records since the restored state, and the
 *       outputs still have what was made of them. Where a record may become an event one time and a
 *       dead letter another, one operator in front of their split, or one that is told of both
 *       outputs, keeps it from being in both.
 *   <li><b>State</b>: only from a start with {@code repair.enabled} until the repaired range is
 *       passed: the ends of the outputs at that start, and how far the source was seen. A restart
 *       within the range, also one without the option, leaves out again. A stream that never comes
 *       as far in a partition as what is held repairs on: it costs reading the outputs at each
 *       start.
 *   <li><b>Memory</b>: one bit per source record and, in front of events, 40 to 80 bytes per event
 *       of the outputs read; bounded by {@code repair.max-memory}.
 *   <li><b>Failure</b>: outputs that cannot be read, or more of them than memory allows, fail the
 *       task before it writes.
 * </ul>
 *
 * <p>May import the kernel, and no other feature.
 */
@NullMarked
package dev.breakwater.operators.repair;

import org.jspecify.annotations.NullMarked;
