/**
 * The jobs: one folder each, and what starts them.
 *
 * <p>A job imports the operators, never another job.
 */
@NullMarked
package dev.breakwater.jobs;

import org.jspecify.annotations.NullMarked;
