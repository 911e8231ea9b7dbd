package dev.breakwater.jobs.reconcile;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * Where reconcile reads and writes.
 *
 * @param raw what the replicas wrote
 * @param results each result once
 * @param discrepancies what the replicas do not agree on
 * @param stragglers copies that came too late; null leaves them, counted
 * @param deadLetters records that cannot go on
 * @param ledger the books of the job; null where none are kept
 */
public record ReconcilePorts(
    Source<RawRecord, ?, ?> raw,
    Sink<Event> results,
    Sink<Event> discrepancies,
    @Nullable Sink<Event> stragglers,
    Sink<DeadLetter> deadLetters,
    @Nullable Sink<RawRecord> ledger) {}
