/**
 * RabbitMQ's queues as an input: {@code source.kind rabbitmq}.
 *
 * <p>In: durable queues, classic or quorum, each with this job as its only consumer. Out: raw
 * records; topic is the queue, partition 0, and offset counts what was handed on since the job was
 * started without state. Headers are the message's own, and its properties as {@code amqp-*}.
 *
 * <p>A queue is a split. Its messages are acknowledged when the checkpoint completes that has them,
 * so a failure brings back all that came later, and all that the server did not take note of. State
 * of a split: the next offset, and fingerprints of the messages handed on last, {@code
 * rabbitmq.remembered-messages} at most, 16 bytes each. A message that comes back and is remembered
 * is not handed on again, so each message with a message id goes on once. One without a message id
 * is handed on as often as it comes: it is for deduplication downstream to know it by its contents.
 *
 * <p>Order: that of the queue; after a failure, that in which the server gives messages back.
 *
 * <p>Failure: a connection, channel or consumer that ends fails the task, and Flink restarts it;
 * the client's own recovery is off. Restore: on any parallelism; a queue that is no longer
 * configured is left.
 */
@NullMarked
package dev.breakwater.rabbitmq;

import org.jspecify.annotations.NullMarked;
