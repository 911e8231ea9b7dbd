/**
 * Reconciling: of the copies of a result that replicas of a job deliver, one goes out, once.
 *
 * <ul>
 *   <li><b>Input</b>: events; each is a copy of the result ({@code source}, {@code id}), from the
 *       replica that its topic or a header names. A replica may deliver a copy more than once.
 *       <b>Outputs</b>: {@code results}, each once; {@code discrepancies}, an event per finding and
 *       per change of a replica; {@code stragglers}, copies of results that may have been
 *       forgotten; {@code deadLetters}, records of no known replica.
 *   <li><b>Rule</b>: the mode says which copy goes out ({@link
 *       dev.breakwater.operators.quorum.QuorumMode}). Whatever it says, a result goes out once: its
 *       state remembers that, and is in the same checkpoint as the output.
 *   <li><b>Agreement</b>: copies agree when their digests are equal (128 bits over the bytes, or
 *       over the canonical JSON without ignored fields). Being near is not transitive, so with a
 *       tolerance a copy agrees with the first copy of its group, and the first copy goes out.
 *   <li><b>Verdict</b>: once all copies came, or {@code quorum.verify-for} ended. The reference is
 *       what more than half of the copies say whose replicas count; failing that, what went out
 *       with {@code primary} and {@code blue-green}; failing that there is none.
 *   <li><b>Replicas</b>: each subtask judges them for itself by its share of the results, which is
 *       a fair sample, since results are spread by hash. Subtasks may disagree for a moment.
 *   <li><b>State and its bound</b>: a row per result, about 45 bytes once it is closed, more while
 *       it is open: names and times, and payloads until it went out (one per content; those that
 *       differ until it is closed; the leading one until it is closed with a tolerance). Open at
 *       most {@code quorum.verify-for}; removed by a sweep once {@code quorum.horizon} of running
 *       time has passed since it was first seen.
 *   <li><b>Never twice</b>: running time is cut into slots, and the latest time of the results of
 *       each slot outlives them. A copy whose result is not remembered goes out only if its time is
 *       later than that of every forgotten result. So copies of one result must carry the same
 *       time, and a result whose first copy comes more than the horizon after one of a later time
 *       is taken for a straggler.
 *   <li><b>Order</b>: none between results.
 *   <li><b>Failure, restore, rescale</b>: keyed state, timers, and what subtasks know of replicas
 *       and forgotten results, which after a restore is merged to the most cautious of all. Time
 *       that the job is down is not running time: it brings no deadline nearer.
 * </ul>
 *
 * <p>May import the kernel, and of {@code dedup} the fingerprint of an identity.
 */
@NullMarked
package dev.breakwater.operators.quorum;

import org.jspecify.annotations.NullMarked;
