/**
 * {@code scripts/bench ingest}: what it costs to clean up a Kafka topic exactly once, baseline
 * first, every row on the same broker and the same records.
 *
 * <p>Input: options. Output: a table, and a JSON file when asked. Guarantees: the output of every
 * run is read back and compared with what must be there; a row whose output is wrong has no figures
 * and makes the exit code 1. Processes and files it made are gone when it ends, also by Ctrl-C.
 */
@NullMarked
package dev.breakwater.scripts.bench;

import org.jspecify.annotations.NullMarked;
