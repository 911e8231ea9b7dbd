/**
 * {@code scripts/drill}: breaks a running cluster on purpose, under load, and proves by an
 * independent reader that nothing was lost, doubled, altered or reordered, and that the output went
 * on.
 *
 * <p>A {@link dev.breakwater.scripts.drill.Drill} is one small class that does one kind of damage
 * and undoes it; {@link dev.breakwater.scripts.drill.Drills} lists them. Each round has topics and
 * a job instance of its own; the cluster is shared and must be whole again after each round. In: a
 * plan of a cluster and a seed. Out: {@code drills.json} and a page. Failure: a {@link
 * dev.breakwater.scripts.drill.DrillException} when the surroundings do not work; what a fault
 * breaks is a verdict.
 */
@NullMarked
package dev.breakwater.scripts.drill;

import org.jspecify.annotations.NullMarked;
