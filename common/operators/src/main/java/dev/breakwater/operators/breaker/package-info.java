/**
 * Circuit breaker: after too many failures of a dependency it is left alone for a while, then asked
 * again by a few probes.
 *
 * <ul>
 *   <li><b>Scope</b>: one {@link dev.breakwater.operators.breaker.Breaker} per endpoint and
 *       process, shared by the subtasks of a job instance. One per subtask would see too few calls
 *       to open, and each would have to find out for itself.
 *   <li><b>Rule</b>: closed, it opens when at least {@code breaker.minimum-calls} of the last
 *       {@code breaker.window} are known and {@code breaker.failure-ratio} of them failed. Open, it
 *       permits nothing for {@code breaker.open-for}. Then it permits {@code breaker.probes} calls,
 *       and their ratio decides.
 *   <li><b>State</b>: none in checkpoints. After a restart it is closed and finds out anew.
 *   <li><b>Life</b>: counted by its holders; the last release forgets it. No thread of its own:
 *       time is looked at when a call asks for permission.
 *   <li><b>Log</b>: each change once, with reason and numbers.
 * </ul>
 *
 * <p>{@link dev.breakwater.operators.breaker.Shared} is how anything else is held once per process.
 */
@NullMarked
package dev.breakwater.operators.breaker;

import org.jspecify.annotations.NullMarked;
