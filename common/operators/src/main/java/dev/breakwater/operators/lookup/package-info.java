/**
 * Lookup: each event is asked about at a dependency over HTTP, and goes on with the answer in it.
 *
 * <ul>
 *   <li><b>Input and output</b>: outcomes. An event goes on as an event with one member more in its
 *       JSON payload and the headers {@link dev.breakwater.operators.lookup.LookupHeaders}, all
 *       other bytes as they were; or as a dead letter. Dead letters pass.
 *   <li><b>Order</b>: kept per key (that of the record, else subject, else id); keys overtake each
 *       other. The records of a key are asked about at the same time and go on in their order, so a
 *       key is not held to one call after the other. Watermarks do not overtake records.
 *   <li><b>State and its bound</b>: the records that wait, at most {@code lookup.capacity} and one
 *       for each checkpoint while reading is held. They are asked about again after a restore: a
 *       call may be made twice, the output is as exact as the sink. When the parallelism changes
 *       they are dealt out anew, and a later record of a key may overtake one that was waiting.
 *   <li><b>Calls</b>: GET, shared by all records that want the same URL at the same time; at most
 *       {@code lookup.max-calls} per process; each within {@code lookup.deadline}; again, with
 *       growing and random pauses, after timeouts, connection errors, 5xx and 429 only. Behind the
 *       breaker of the endpoint.
 *   <li><b>Answers</b>: 2xx with JSON. 404, 410 and 204 say that there is nothing. Other 4xx and
 *       redirects, which are never followed, refuse the record ({@code invalid}); 401, 403 and 407
 *       are failures of the dependency, as is an answer that cannot be used.
 *   <li><b>Cache</b>: per process, bounded in bytes; answers and "there is nothing" have a time
 *       each for which they are fresh.
 *   <li><b>Without an answer</b> the chain of {@code lookup.when-unavailable} decides: the last
 *       answer, a default, holding the record, or a dead letter {@code dependency}. Held records
 *       are asked about again when the breaker permits; while capacity is full nothing is read.
 *       While probes are under way, who has no last answer and no default waits for their end.
 *   <li><b>Failure</b>: nothing that a dependency or a record does fails the job.
 *   <li><b>Threads</b>: two and the HTTP client's own, per lookup and process; they end with the
 *       last subtask. State, order and emitting are the task's thread's alone.
 * </ul>
 *
 * <p>While reading is held, checkpoints, savepoints and a stop with a savepoint work where the
 * operator is chained to its source and each record that the source emits comes to it within the
 * call; elsewhere checkpoints wait as well.
 *
 * <p>May import the kernel and the feature {@code breaker}.
 */
@NullMarked
package dev.breakwater.operators.lookup;

import org.jspecify.annotations.NullMarked;
