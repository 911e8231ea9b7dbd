/**
 * RabbitMQ's streams as an input: {@code source.kind rabbitmq-stream}.
 *
 * <p>In: streams, and super streams with the streams that they are made of. Out: raw records; topic
 * is the stream, partition 0, and offset the message's in the stream for good. Headers are the
 * message's application properties, and its properties as {@code amqp-*}.
 *
 * <p>A stream is a split; its state is the offset of the message that was handed on last, and the
 * time of its chunk. A start asks for that message again: if it comes first, what follows is whole,
 * since streams are cut off at the front only; if it does not, messages may be gone, or the stream
 * is another one of the same name, and the task fails. Nothing is stored on the server.
 *
 * <p>Order: that of the stream, also after a failure.
 *
 * <p>Bound: {@code rabbitmq-stream.credits} chunks of each stream; a credit goes back to the server
 * when the last message of its chunk was handed on.
 *
 * <p>Failure: the client reconnects by itself, asks for the last message again, and what is
 * delivered again is left out; a stream that has been without its server for too long, or is no
 * longer there, fails the task, and Flink restarts it. So do damaged chunks. Restore: on any
 * parallelism; a stream that is no longer configured is left, a new partition is read from its
 * beginning.
 */
@NullMarked
package dev.breakwater.rabbitmqstream;

import org.jspecify.annotations.NullMarked;
