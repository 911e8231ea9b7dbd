/**
 * Enrich: events in; the same events with an answer of a dependency in them out; the rest among the
 * dead letters with a reason, in one checkpoint.
 */
@NullMarked
package dev.breakwater.jobs.enrich;

import org.jspecify.annotations.NullMarked;
