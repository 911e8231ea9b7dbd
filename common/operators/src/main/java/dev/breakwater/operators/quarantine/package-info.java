/**
 * Order across dead letters: while a record of a key is among the dead letters and may come back,
 * later events of that key wait behind it; other keys flow.
 *
 * <ul>
 *   <li><b>Place</b>: behind a stage and before the split of its dead letters, in a job that also
 *       reads the topic to which its dead letters are sent back. Nothing flows back inside the job.
 *   <li><b>Input</b>: outcomes of one stage, in order per key. <b>Output</b>: the same outcomes,
 *       each once; those of a key in the order in which its records came first.
 *   <li><b>Key</b>: the bytes of the output key: the record's key, else the subject, else the id. A
 *       dead letter with neither a key nor a {@code ce_subject} header is never waited for.
 * </ul>
 *
 * <p><b>Rules.</b> Every key has a line of places, empty for most.
 *
 * <ul>
 *   <li>A dead letter of a reason in {@code quarantine.reasons} goes out at once and leaves a mark
 *       at the end of the line; one of another reason goes out at once, and nobody waits for it.
 *   <li>An event goes on at once if the line is empty; else it is held at the end of the line, as
 *       its stage made it: it is not worked on again.
 *   <li>A record that comes back is known by the position that its dead-letter headers name. As an
 *       event it takes its mark's place. As a dead letter that is waited for it goes out again, and
 *       the mark stays, with the new position and the old time. As another dead letter it takes the
 *       mark away.
 *   <li>Whenever the first place is not a mark, all up to the next mark goes on, in order. So an
 *       event goes on when every record before it has come back, whatever the order in which they
 *       do.
 *   <li>A mark is given up when its record has been away for {@code quarantine.max-wait}. When a
 *       place would be one too many for its key or the subtask, the first marks of that key are
 *       given up until it fits; a mark that still has no room is not set. What a mark that is given
 *       up held back up to the next one goes, as {@code quarantine.on-limit} says: on, with the
 *       header {@code breakwater-overtook}, or to the dead letters as {@code expired}.
 *   <li>A record that comes back when no mark of it is left goes on at once, before all that waits,
 *       and is not waited for again: it is older.
 * </ul>
 *
 * <p><b>State and its bound</b>: per key with a line a row of 56 bytes and a timer; per place a
 * row; per mark another. At most {@code quarantine.max-records-per-key} places and {@code
 * quarantine.max-bytes-per-key} for a key, {@code quarantine.max-bytes} for a subtask, and none for
 * longer than {@code quarantine.max-wait} of processing time, of which the time that the job does
 * not run is part. No row is read to be made longer. In memory: 512 KB that say which keys may have
 * a line, made anew from the rows at the start.
 *
 * <p><b>Failure, restore, rescale</b>: plain keyed state and timers, in the checkpoint that has the
 * dead letters; exactly-once as the checkpoint. A changed {@code quarantine.max-wait} holds for
 * what waits already. Watermarks are not held back: for windows behind it, what waited may be late.
 *
 * <p>May import the kernel, and the header names of the feature {@code deadletter}.
 */
@NullMarked
package dev.breakwater.operators.quarantine;

import org.jspecify.annotations.NullMarked;
