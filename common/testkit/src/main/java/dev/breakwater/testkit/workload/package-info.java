/**
 * What a pipeline is fed in tests, demo and benchmarks, and what must become of it: real flight
 * records ({@link dev.breakwater.testkit.workload.Flights}), a seeded generator that mixes in
 * duplicates and broken records ({@link dev.breakwater.testkit.workload.Workload}) and the
 * expectation that goes with them ({@link dev.breakwater.testkit.workload.GroundTruth}).
 *
 * <p>The same settings give the same bytes, on every machine. Nothing here reads a clock or the
 * network; generating takes constant memory. Wrong settings throw {@link IllegalArgumentException}
 * when the workload is built, never while it runs.
 */
@NullMarked
package dev.breakwater.testkit.workload;

import org.jspecify.annotations.NullMarked;
