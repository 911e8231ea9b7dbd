/**
 * Ingest: raw records in; valid, first-seen events out; the rest among the dead letters with a
 * reason, in one checkpoint.
 */
@NullMarked
package dev.breakwater.jobs.ingest;

import org.jspecify.annotations.NullMarked;
