/**
 * A metric reporter that says when a task of a TaskManager is held up by those behind it, and when
 * that is over.
 *
 * <p>Flink slows its sources by itself where something is slow (credit-based flow control), and
 * nothing in a log says so. The reporter looks at two counters that every task has, on Flink's own
 * timer: it is not in the data path, and a job does not know of it.
 *
 * <p>Source of the figures: {@code accumulateBackPressuredTimeMs} and {@code accumulateBusyTimeMs}
 * of Flink's tasks. State: a few numbers per subtask, gone with it.
 */
@NullMarked
package dev.breakwater.backpressure;

import org.jspecify.annotations.NullMarked;
