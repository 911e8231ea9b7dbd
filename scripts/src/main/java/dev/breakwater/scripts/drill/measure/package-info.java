/**
 * What a drill measures with: the load that goes in, an independent reader of what comes out, and
 * the figures and the verdict on both.
 *
 * <p>In: topics of a running cluster. Out: {@link dev.breakwater.scripts.drill.measure.Measures}
 * and a {@link dev.breakwater.testkit.verdict.Verdict}. Nothing here knows what the fault is.
 * Brokers that are away are waited for; anything else that fails is thrown by the next call.
 */
@NullMarked
package dev.breakwater.scripts.drill.measure;

import org.jspecify.annotations.NullMarked;
