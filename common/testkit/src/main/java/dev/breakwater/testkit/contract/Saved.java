package dev.breakwater.testkit.contract;

import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/**
 * The state of all subtasks at one point of a script.
 *
 * @param position how many steps were before it
 */
record Saved(OperatorSubtaskState state, int parallelism, int position) {}
