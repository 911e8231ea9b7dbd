/**
 * Deduplication: of all events with one identity ({@code source}, {@code id}), the first goes on.
 *
 * <ul>
 *   <li><b>Input</b>: events. <b>Outputs</b>: {@code unique}, in input order per identity, and
 *       {@code duplicates}, every other one; nothing is dropped.
 *   <li><b>Rule</b>: an event is a duplicate when one of the same identity went on before it and
 *       the timestamps of their records are at most {@code dedup.horizon} apart. Record timestamps,
 *       not the clock of the machine: an outage, a replay or a slow day does not change the answer.
 *   <li><b>Redriven events</b> (with the header {@code __breakwater.redrive.attempt}): the first of
 *       each attempt goes on whether or not its identity was seen, repetitions of it are
 *       duplicates. Its identity then counts as seen. Attempts have to grow: one that comes after a
 *       later one is a duplicate. One that has only ever failed in this very job is no such event:
 *       its dead letter was made before this operator, which therefore treats it as any other.
 *   <li><b>State and its bound</b>: per identity one RocksDB row (a 128-bit fingerprint and two
 *       timestamps, about 40 bytes), removed {@code dedup.retention} of processing time after it
 *       was written; per redriven identity another one, as long. After an outage longer than the
 *       retention, duplicates that lie across it pass.
 *   <li><b>Memory</b>: a filter in front of RocksDB ({@code dedup.filter.max-memory} per subtask)
 *       answers "certainly new" without a read. It is not checkpointed: after a restore it is
 *       rebuilt from the rows while events flow, which until then are looked up in RocksDB.
 *   <li><b>Failure, restore, rescale</b>: plain keyed state; exactly-once as the checkpoint.
 *   <li><b>False duplicates</b>: two identities share a fingerprint with a probability of 2⁻¹²⁸ per
 *       pair; with 10¹⁰ identities in state that is 10⁻¹⁹.
 * </ul>
 *
 * <p>May import the kernel, and no other feature.
 */
@NullMarked
package dev.breakwater.operators.dedup;

import org.jspecify.annotations.NullMarked;
