/**
 * Redrive: dead letters back to work, filtered, at a limited rate, each so often and no more; the
 * rest into a parking topic with the reason, in one checkpoint.
 */
@NullMarked
package dev.breakwater.jobs.redrive;

import org.jspecify.annotations.NullMarked;
