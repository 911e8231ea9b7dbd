/**
 * Where a job's raw records come from: Kafka, or another broker whose connector is on the class
 * path; and what connectors are made of.
 *
 * <p>Kernel: a connector is a jar of its own, so that nobody carries the client of a broker that he
 * does not use. It has an {@link dev.breakwater.operators.input.InputKind}, named in {@code
 * META-INF/services}, and the library knows nothing else of it.
 *
 * <p>For brokers whose topics have partitions with places to go on from there is {@link
 * dev.breakwater.operators.input.PartitionSource} to be completed: {@link
 * dev.breakwater.operators.input.DiscoveringEnumerator} finds partitions and deals them out, {@link
 * dev.breakwater.operators.input.PartitionReader} reads those of a subtask in turn, {@link
 * dev.breakwater.operators.input.Losses} says what is missing. The connector brings the split, its
 * format, and the client.
 *
 * <p>State: what was found and given away in the enumerator, one split per partition in the
 * readers. Failure: a kind that is not there, and options of a kind that was not chosen, are
 * problems of the settings; whatever fails while reading fails the task.
 */
@NullMarked
package dev.breakwater.operators.input;

import org.jspecify.annotations.NullMarked;
