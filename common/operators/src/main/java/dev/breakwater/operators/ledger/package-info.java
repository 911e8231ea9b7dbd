/**
 * The ledger: what a job books of the records that pass its boundaries, so that somebody else can
 * find out whether one is missing, came twice, or is another one.
 *
 * <ul>
 *   <li><b>Input</b>: the streams at the boundaries of a job. <b>Outputs</b>: the same records,
 *       untouched and in their order; to the side one {@link
 *       dev.breakwater.operators.ledger.LedgerEntry} per topic and bucket of time, before each
 *       checkpoint barrier and at the end.
 *   <li><b>Two equations</b>: what a job {@code read} from a topic is the sum of its {@code exit}s,
 *       each record by the position it was read from, in the bucket of its own timestamp; and what
 *       all jobs have {@code written} to a topic is what each reader has {@code received} of it,
 *       each record by what it says of itself, in the bucket of its event time.
 *   <li><b>Checksum</b>: the sum of the identities' hashes modulo 2⁶⁴; the order does not matter, a
 *       record twice counts twice. Two different sets of records of one size have the same with a
 *       probability of 2⁻⁶⁴.
 *   <li><b>Ages</b>: with each entry, how old its records were as they passed, by the clock of the
 *       machine and the time that places them in their bucket; a histogram that adds up. Not part
 *       of the equations: two clocks are never compared to the millisecond.
 *   <li><b>Dead letters</b> are booked by reason, at the end of the entry's name: {@link
 *       dev.breakwater.operators.ledger.LetterNames}.
 *   <li><b>Impossible times</b>, none or before 1970 or after 9999, have a bucket of their own. The
 *       clock is not asked: both ends of a way must choose the same bucket.
 *   <li><b>State</b>: none. Entries are ordinary records in front of the barrier, so they are
 *       committed with what they count; after a restore the records that are read again are booked
 *       again.
 *   <li><b>Memory</b>: 1,024 accounts per boundary and subtask; when another one comes, all are
 *       written. Entries of one account add up, however many there are. To each account that is in
 *       use belong its ages: half a kilobyte, and eight bytes for each further bucket between the
 *       least and the greatest, 32 of which there are per binary order of magnitude. Records of one
 *       minute that are booked within a minute have at most some 400, those of an hour ago two.
 *   <li><b>Failure</b>: an entry that cannot be written fails the job as any record does.
 * </ul>
 *
 * <p>May import the kernel and, to know a dead letter again, the names of its headers.
 */
@NullMarked
package dev.breakwater.operators.ledger;

import org.jspecify.annotations.NullMarked;
