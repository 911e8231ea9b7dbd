/**
 * A Flink cluster inside this process, whose TaskManagers can be killed and started.
 *
 * <p>Input: Flink's own configuration over small defaults. Guarantees: listens on loopback only,
 * leaves no file behind, every wait has a deadline. Failure: a {@link
 * dev.breakwater.testkit.flink.ClusterFailedException} that says what to change, or what a job was
 * doing, and why it last failed, when a wait ran out.
 */
@NullMarked
package dev.breakwater.testkit.flink;

import org.jspecify.annotations.NullMarked;
