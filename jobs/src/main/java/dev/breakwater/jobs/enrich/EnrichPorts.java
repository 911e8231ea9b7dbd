package dev.breakwater.jobs.enrich;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.repair.RepairPlan;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * Where enrich reads and writes.
 *
 * @param events what is to be enriched, as it comes
 * @param enriched events with an answer, or with the flag that there is none
 * @param deadLetters records that cannot go on
 * @param repair what the sinks hold already, and whether it is left out
 * @param ledger the books of the job; null where none are kept
 */
public record EnrichPorts(
    Source<RawRecord, ?, ?> events,
    Sink<Event> enriched,
    Sink<DeadLetter> deadLetters,
    RepairPlan repair,
    @Nullable Sink<RawRecord> ledger) {}
