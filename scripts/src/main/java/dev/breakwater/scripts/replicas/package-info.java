/**
 * What shows whether replicas of {@code aggregate} and {@code reconcile} do what they promise:
 * flights that depart now, a naive computation of what must be told of them, a replica that lies,
 * and a judge of what came out. Drills and the demo use it.
 *
 * <p>In: topics of a running cluster. Out: a {@link dev.breakwater.testkit.verdict.Verdict} and
 * what the discrepancies say. The computation works on lists of what was sent and shares no code
 * with the jobs.
 */
@NullMarked
package dev.breakwater.scripts.replicas;

import org.jspecify.annotations.NullMarked;
