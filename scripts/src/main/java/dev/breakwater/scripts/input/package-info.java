/**
 * The inputs of {@code ingest} beside Kafka, as a drill has them: a server of its own for each
 * round, which can be killed and restarted, and a careful publisher.
 *
 * <p>In: records of a workload. Out: messages, each confirmed by the server in the end; what it may
 * not have confirmed is published again, so a message may be there twice, as with any producer that
 * loses nothing. Failure: a {@link dev.breakwater.testkit.process.ServerFailedException} when a
 * server does not start or does not do what it is told; that it is away is no failure.
 */
@NullMarked
package dev.breakwater.scripts.drill.input;

import org.jspecify.annotations.NullMarked;
