package dev.breakwater.jobs.aggregate;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * Where aggregate reads and writes.
 *
 * @param raw the records as they come
 * @param results one event per key and window
 * @param deadLetters records that cannot go on
 * @param ledger the books of the job; null where none are kept
 */
public record AggregatePorts(
    Source<RawRecord, ?, ?> raw,
    Sink<Event> results,
    Sink<DeadLetter> deadLetters,
    @Nullable Sink<RawRecord> ledger) {}
