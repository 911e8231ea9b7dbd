/**
 * Aggregate: events in, one result per key and window out, the same to the byte on every replica;
 * late events among the dead letters.
 */
@NullMarked
package dev.breakwater.jobs.aggregate;

import org.jspecify.annotations.NullMarked;
