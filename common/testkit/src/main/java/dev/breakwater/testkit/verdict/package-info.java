/**
 * The verdict on a run: what an independent reader found, held against the {@link
 * dev.breakwater.testkit.workload.GroundTruth}.
 *
 * <p>A {@link dev.breakwater.testkit.verdict.Judge} takes the records of the clean and of the dead
 * topics, once each, in the order of their partitions; {@link
 * dev.breakwater.testkit.verdict.Reading} says how to read them, {@link
 * dev.breakwater.testkit.verdict.Order} which order they must be in. It knows nothing of the job
 * that wrote them, and never throws for what it finds: all of it is in the {@link
 * dev.breakwater.testkit.verdict.Verdict}.
 */
@NullMarked
package dev.breakwater.testkit.verdict;

import org.jspecify.annotations.NullMarked;
