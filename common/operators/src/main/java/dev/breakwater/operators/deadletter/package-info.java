/**
 * Dead letters: what becomes of records that cannot go on.
 *
 * <p>Input: outcomes. Outputs: {@link dev.breakwater.operators.deadletter.Split} has the events and
 * the dead letters, each outcome in exactly one of them, in order; {@link
 * dev.breakwater.operators.deadletter.DeadLetterEncoder} writes a dead letter as the original
 * record with headers that say why.
 *
 * <p>The budget is a breaker against bad deploys: when more than a ratio of the records within a
 * sliding window become dead letters, after a warm-up and above a floor, it warns, fails the job or
 * pauses reading. Each subtask counts for itself and starts over when it restarts: nothing of it is
 * in a checkpoint.
 *
 * <p>The policy <i>pause</i> holds one record back inside its operator, so it is only right where
 * the source hands over one record at a time, moves its position after the record was taken (as
 * Kafka's and all built on the connector base do), and everything between it and the split makes
 * one outcome of one record within the call; no asynchronous operator, no timers that emit. A split
 * that is not chained to a source refuses the policy at start. Checkpoints, savepoints and
 * cancelling work during a pause; stopping with a savepoint takes effect at its end.
 *
 * <p>Failure: the policy <i>fail</i> throws, and the job is not restarted. Bad data never throws.
 */
@NullMarked
package dev.breakwater.operators.deadletter;

import org.jspecify.annotations.NullMarked;
