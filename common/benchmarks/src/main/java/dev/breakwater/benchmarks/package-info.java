/** JMH benchmarks; mirrors the operators. */
@NullMarked
package dev.breakwater.benchmarks;

import org.jspecify.annotations.NullMarked;
