/**
 * Ways to what {@code ingest} reads: a topic of Kafka; or in its place a server of its own, which
 * can be killed and restarted, with a careful publisher. For drills and the demo.
 *
 * <p>In: records of a workload. Out: messages, each confirmed by the server in the end; what it may
 * not have confirmed is published again, so a message may be there twice, as with any producer that
 * loses nothing. Failure: a {@link dev.breakwater.testkit.process.ServerFailedException} when a
 * server does not start or does not do what it is told; that it is away is no failure.
 */
@NullMarked
package dev.breakwater.scripts.input;

import org.jspecify.annotations.NullMarked;
