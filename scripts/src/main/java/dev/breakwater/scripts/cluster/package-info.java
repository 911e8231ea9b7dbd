/**
 * A local cluster of separate processes: Kafka nodes, ZooKeeper, JobManagers and TaskManagers, each
 * a JVM of its own on loopback, under a supervisor that restarts what dies.
 *
 * <p>In: a {@link dev.breakwater.scripts.cluster.ClusterPlan}. Out: a directory with everything the
 * cluster writes, and {@link dev.breakwater.scripts.cluster.Member}s to be killed, frozen and held
 * down. Failure: a {@link dev.breakwater.scripts.cluster.ClusterException} that names the process
 * and the end of its log; nothing that was started is left.
 */
@NullMarked
package dev.breakwater.scripts.cluster;

import org.jspecify.annotations.NullMarked;
