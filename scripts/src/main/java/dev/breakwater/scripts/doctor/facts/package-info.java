/**
 * What doctor looks at: the job as configured, the broker, the Flink cluster; taken once, then only
 * read.
 *
 * <p>Input: a job's settings, Kafka's {@code Admin}, Flink's REST interface. Output: records. What
 * could not be looked up stays in them as unknown, with the reason; only a broker that cannot be
 * reached at all is an exception. Nothing here changes anything, except an asked-for abort.
 */
@NullMarked
package dev.breakwater.scripts.doctor.facts;

import org.jspecify.annotations.NullMarked;
