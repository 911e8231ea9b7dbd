/**
 * A real Kafka broker inside this process, and a reader that sees what any consumer of committed
 * records sees.
 *
 * <p>Input: a directory and a port, both optional. Guarantees: listens on loopback only, keeps its
 * port and its data across a restart, never ends this JVM. Failure: a {@link
 * dev.breakwater.testkit.kafka.BrokerFailedException} that says what to change (port, directory,
 * space), or a {@link dev.breakwater.testkit.kafka.ReadStalledException} that says which partition
 * stood still and at which offset.
 */
@NullMarked
package dev.breakwater.testkit.kafka;

import org.jspecify.annotations.NullMarked;
