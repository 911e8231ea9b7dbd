/**
 * The audit: compares both sides of the books of all jobs, bucket by bucket, and says what it
 * found.
 *
 * <ul>
 *   <li><b>Input</b>: entries of the ledger. <b>Outputs</b>: {@code verdicts}, one for each account
 *       and bucket, and one more for each revision; {@code deadLetters}: what is no entry, entries
 *       of a bucket that was forgotten, and entries whose buckets have another length than those of
 *       the same line.
 *   <li><b>Equations</b>: what a job read of a topic = what went out of the job of it; what all
 *       jobs wrote to a topic = what a reader received of it, for each reader. Equal are counts and
 *       checksums.
 *   <li><b>Who is expected</b>: of a topic in {@code audit.readers} exactly the readers named; else
 *       every reader that booked within the horizon. A topic that nobody of them reads, or that
 *       none of our jobs writes, is {@code unknown}; an expected reader that books nothing for a
 *       bucket has it missing. Of a topic that was judged before a reader was first seen, only the
 *       buckets that it books are judged again.
 *   <li><b>Time</b>: a bucket is of the time of the records, but is judged by the time of bookings,
 *       which is the event time here: once its own time is over and nothing was booked for it for
 *       {@code audit.grace}. So an audit that catches up after an outage judges as if it had not
 *       been away, and records of long ago are judged as well, as long as no later bucket of their
 *       line was forgotten. A bucket into which records trickle without a pause of that length is
 *       judged when they stop. When event time stands for {@code audit.silence}, the clock judges
 *       what was not booked for so long.
 *   <li><b>Revisions</b>: an entry of a judged bucket opens it again; it is judged again after the
 *       grace, and what has changed is said with the next revision.
 *   <li><b>Ages</b>: both sides of a verdict say how old their records were when they were booked,
 *       where that is known; nothing is judged by them.
 *   <li><b>Dead letters that wait</b>: written with a reason, less those that a job's exits took
 *       for that reason, by topic and bucket; as metrics, as soon as they are booked.
 *   <li><b>State and its bound</b>: a page per line and bucket with its sums by who booked them,
 *       about a hundred bytes and thirty for each name, and the ages of each side, three bytes for
 *       each of their buckets, usually some hundreds of bytes and at most five thousand; forgotten
 *       once nothing was booked for it for {@code audit.horizon}. A line (topic, or topic and job)
 *       remembers who books and the latest bucket that it forgot, and is forgotten itself after the
 *       same time without bookings. Of dead letters that wait sixteen bytes and the key per topic,
 *       reason and bucket, in memory once more for the gauges, until they are taken or nothing was
 *       booked for them for {@code audit.dead-letter-horizon}.
 *   <li><b>Order</b>: none between lines; revisions of a verdict in order.
 *   <li><b>Failure, restore, rescale</b>: keyed state and timers; verdicts are written with the
 *       checkpoint. After a restore the clock waits for {@code audit.silence} from the start. A
 *       witness that is part of the job was away as well, while all others went on booking: event
 *       time waits for {@code audit.grace} then, so that it can catch up.
 * </ul>
 *
 * <p>May import the kernel and {@code ledger}.
 */
@NullMarked
package dev.breakwater.operators.audit;

import org.jspecify.annotations.NullMarked;
