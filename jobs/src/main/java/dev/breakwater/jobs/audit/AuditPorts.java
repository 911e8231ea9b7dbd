package dev.breakwater.jobs.audit;

import dev.breakwater.operators.audit.Verdict;
import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.RawRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * Where audit reads and writes.
 *
 * @param ledger what all jobs booked
 * @param witness the records that it reads as a witness; null where it does not
 * @param books what it books as a witness; null where it is none
 * @param verdicts what is said of it
 * @param deadLetters what is no entry, or came too late
 */
public record AuditPorts(
    Source<RawRecord, ?, ?> ledger,
    @Nullable Source<RawRecord, ?, ?> witness,
    @Nullable Sink<RawRecord> books,
    Sink<Verdict> verdicts,
    Sink<DeadLetter> deadLetters) {}
