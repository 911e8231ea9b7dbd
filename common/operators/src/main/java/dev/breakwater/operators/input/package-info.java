/**
 * Where a job's raw records come from: Kafka, or another broker whose connector is on the class
 * path.
 *
 * <p>Kernel: a connector is a jar of its own, so that nobody carries the client of a broker that he
 * does not use. It has an {@link dev.breakwater.operators.input.InputKind}, named in {@code
 * META-INF/services}, and the library knows nothing else of it.
 *
 * <p>Failure: a kind that is not there, and options of a kind that was not chosen, are problems of
 * the settings.
 */
@NullMarked
package dev.breakwater.operators.input;

import org.jspecify.annotations.NullMarked;
