/**
 * The only place that builds Kafka sources and sinks.
 *
 * <p>In: raw records, byte for byte, from committed transactions only. Out: records in one
 * transaction per checkpoint and subtask (or at least once, where asked for). Client settings are
 * passed through, except those that would break one of these rules: they are refused with the rule.
 *
 * <p>Failure: what the broker refuses fails the task, and Flink restarts it. Offsets that the
 * broker no longer has fail the job instead of being skipped. Nothing here fails because of what a
 * record contains.
 */
@NullMarked
package dev.breakwater.operators.kafka;

import org.jspecify.annotations.NullMarked;
