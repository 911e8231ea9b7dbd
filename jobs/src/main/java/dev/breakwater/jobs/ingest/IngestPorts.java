package dev.breakwater.jobs.ingest;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * Where ingest reads and writes.
 *
 * @param raw the records as they come
 * @param clean valid, first-seen events
 * @param deadLetters records that cannot go on
 * @param duplicates events seen before; null leaves them, counted
 * @param outputs what the sinks hold already, and whether it is left out
 * @param ledger the books of the job; null where none are kept
 */
public record IngestPorts(
    Source<RawRecord, ?, ?> raw,
    Sink<Event> clean,
    Sink<DeadLetter> deadLetters,
    @Nullable Sink<Event> duplicates,
    IngestOutputs outputs,
    @Nullable Sink<RawRecord> ledger) {}
