/**
 * Pulsar's topics as an input: {@code source.kind pulsar}.
 *
 * <p>In: persistent topics, with or without partitions. Out: raw records; topic is the name of the
 * partition, partition the ledger, and offset is made of entry and index in the batch, so a
 * position is that of a message for good. Headers are the message's properties.
 *
 * <p>A partition is a split, its state the place of the message that was handed on last, some 100
 * bytes. The subscription has the job's instance name, is durable and exclusive, and is put to that
 * place at each start: what is handed on again was rolled back, so each message goes on once. What
 * comes before the last entry is acknowledged when the checkpoint completes, so the server keeps
 * the rest, that entry included; if it is not what comes first at the next start, messages may be
 * gone, and the task fails.
 *
 * <p>Order: that of the partition, also after a failure.
 *
 * <p>Failure: the client reconnects by itself, and what is delivered again is left out; a partition
 * that has been without its broker for too long fails the task, and Flink restarts it. Damaged
 * messages, and messages in chunks, fail it as well. Restore: on any parallelism; a topic that is
 * no longer configured is left, a new partition is read from its beginning.
 */
@NullMarked
package dev.breakwater.pulsar;

import org.jspecify.annotations.NullMarked;
