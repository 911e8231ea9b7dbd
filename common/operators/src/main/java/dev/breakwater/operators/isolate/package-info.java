/**
 * Poison isolation: a record for which a user's function throws becomes a dead letter with its
 * position, and the job goes on.
 *
 * <p>Input: events. Output: {@link dev.breakwater.operators.event.Outcome}s, one per event, in
 * order; keep it chained and split it with the dead letters' budget. No state of its own.
 *
 * <p>Failure: only what the function itself throws can be poison. The result is emitted after the
 * function has returned, so errors of operators behind it fail the job; so do errors that say
 * something about the surroundings and nothing about the record.
 */
@NullMarked
package dev.breakwater.operators.isolate;

import org.jspecify.annotations.NullMarked;
