/**
 * Jobs on a Flink cluster from a state that was said: submit, stop with a savepoint, list, dispose.
 *
 * <p>In: a job's configuration file and a cluster, the local one or any by its REST addresses. Out:
 * a running job, or a savepoint. Each job instance has a checkpoint and a savepoint directory of
 * its own, so that its newest state can be found. Failure: a {@link
 * dev.breakwater.scripts.submit.SubmitException} with what to do; nothing is started twice.
 */
@NullMarked
package dev.breakwater.scripts.submit;

import org.jspecify.annotations.NullMarked;
