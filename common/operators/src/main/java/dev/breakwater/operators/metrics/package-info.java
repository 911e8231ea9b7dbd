/**
 * Metrics with one definition each: a {@link dev.breakwater.operators.metrics.Metric} says name,
 * kind, unit and meaning, {@link dev.breakwater.operators.metrics.Metrics} registers it, and the
 * documentation is made from the same constant.
 *
 * <p>Kernel: imports nothing of ours. A metric of the wrong kind is an error of the program and
 * throws when the operator opens.
 */
@NullMarked
package dev.breakwater.operators.metrics;

import org.jspecify.annotations.NullMarked;
