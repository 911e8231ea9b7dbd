/**
 * {@code scripts/doctor}: looks at a job's configuration, its brokers and its Flink cluster before
 * and while it runs, and says what is wrong, what comes of it and what mends it; and finds, names
 * and aborts transactions that were left open.
 *
 * <p>Input: the job's own configuration file. Output: findings as a table or JSON, and an exit
 * code. It changes nothing, except to abort a transaction that was named. What cannot be looked at
 * is reported as unknown; a broker or cluster that cannot be reached is an error of its own.
 */
@NullMarked
package dev.breakwater.scripts.doctor;

import org.jspecify.annotations.NullMarked;
