/**
 * {@code scripts/demo}: real flights through the real ingest and enrich on a real broker, all in
 * this JVM, with the service that enrich asks away for a while and a TaskManager killed; and the
 * dead letters of the outage driven back.
 *
 * <p>Input: a seeded workload. Output: a live view, the balance of the topics against the ground
 * truth, an HTML report. Every live figure comes from the producer, from read_committed readers of
 * the output topics or from Flink's own state; none is derived from what should be. A failure to
 * start, of the broker or of a job ends the demo with its reason.
 */
@NullMarked
package dev.breakwater.scripts.demo;

import org.jspecify.annotations.NullMarked;
