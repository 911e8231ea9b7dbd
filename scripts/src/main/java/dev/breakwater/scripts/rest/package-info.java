/**
 * Flink's REST interface as plain Java: one client, records for its answers.
 *
 * <p>In: base addresses of one cluster's JobManagers. Out: what they say. Failure: a {@link
 * dev.breakwater.scripts.rest.FlinkRestException} with URL, status and the first line of the
 * answer; nothing is retried but on another address.
 */
@NullMarked
package dev.breakwater.scripts.rest;

import org.jspecify.annotations.NullMarked;
