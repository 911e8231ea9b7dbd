/**
 * JMH benchmarks of what happens once per record, on real flights: {@code scripts/bench jmh
 * [PATTERN]}. An optimisation of such code names its benchmark here.
 */
@NullMarked
package dev.breakwater.benchmarks;

import org.jspecify.annotations.NullMarked;
