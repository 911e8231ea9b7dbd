/**
 * Redrive: dead letters back to work.
 *
 * <ul>
 *   <li><b>Input</b>: dead letters as raw records; the headers of four dialects are understood
 *       ({@link dev.breakwater.operators.redrive.Dialect}). Garbage in them counts as absent.
 *   <li><b>Output</b>: the same records, in one stream, for one sink with the {@link
 *       dev.breakwater.operators.redrive.RedriveEncoder}: to the topic where they are tried again,
 *       or to the parking topic with the reason. What the filter does not name, or may not be sent,
 *       is left where it is, counted.
 *   <li><b>What is sent</b>: key, value, headers and timestamp of the original; in place of what
 *       the dead letter said, the headers {@link dev.breakwater.operators.event.RedriveHeaders},
 *       attempts and first failure, so that a further failure counts on, and the position, by which
 *       a quarantine knows the record again.
 *   <li><b>Once</b>: the outputs say by {@code __breakwater.redrive.from} what was sent before.
 *       They are read, committed records only, before anything is sent, up to where they ended when
 *       the job was started, and what they hold is not sent again. So a run that is repeated, or
 *       was killed and is started anew, sends nothing twice, as long as target and parking topics
 *       still hold what was sent, and no two runs over one topic overlap.
 *   <li><b>State and its bound</b>: in RocksDB, the records that wait for their delay, one row and
 *       one timer each, at most {@code redrive.max-waiting}; when that is full, reading stops.
 *   <li><b>Memory</b>: one bit per dead letter that was sent before, at most {@code
 *       redrive.max-memory}.
 *   <li><b>Order</b>: as read where nothing is delayed; delayed records in the order in which they
 *       are due.
 *   <li><b>Rate</b>: one subtask, chained to its source, does all of it, so the limit is exact.
 *       While a turn, health or room is waited for the source stands still and checkpoints go on.
 *   <li><b>Failure, restore</b>: exactly-once as the checkpoint; turns that were reserved are
 *       reserved again.
 *   <li><b>End</b>: of a bounded source; the operator ends when nothing waits any more.
 * </ul>
 *
 * <p>May import the kernel and the feature {@code deadletter}, whose headers it reads.
 */
@NullMarked
package dev.breakwater.operators.redrive;

import org.jspecify.annotations.NullMarked;
