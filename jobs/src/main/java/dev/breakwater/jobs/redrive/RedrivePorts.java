package dev.breakwater.jobs.redrive;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.redrive.RedrivePlan;
import dev.breakwater.operators.redrive.RedrivePolicy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * Where redrive reads and writes.
 *
 * @param deadLetters as they are
 * @param outputs the targets and the parking topic
 * @param policy what becomes of a dead letter; the same as that of the outputs
 * @param plan what the broker said before the start
 * @param ledger the books of the job; null where none are kept
 */
public record RedrivePorts(
    Source<RawRecord, ?, ?> deadLetters,
    Sink<RawRecord> outputs,
    RedrivePolicy policy,
    RedrivePlan plan,
    @Nullable Sink<RawRecord> ledger) {}
