/**
 * Summaries of many values in little room that several features keep: they can be merged, and come
 * out the same in whatever order values came and parts were merged.
 *
 * <p>Kernel: imports no feature. Per-record code: nothing is allocated for a value that falls where
 * one fell before.
 */
@NullMarked
package dev.breakwater.operators.sketch;

import org.jspecify.annotations.NullMarked;
