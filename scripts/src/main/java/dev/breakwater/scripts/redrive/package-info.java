/**
 * {@code scripts/redrive}: shows what is among the dead letters and what would become of each, and
 * sends them back to work with the job {@code redrive}, on a cluster or in this JVM.
 *
 * <p>What it says comes from the topics, read with committed records only, before and after, never
 * from the job's own counts.
 */
@NullMarked
package dev.breakwater.scripts.redrive;

import org.jspecify.annotations.NullMarked;
