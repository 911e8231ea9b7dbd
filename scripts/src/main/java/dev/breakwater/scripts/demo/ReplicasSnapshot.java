package dev.breakwater.scripts.demo;

/**
 * All that is shown of replicas at one moment.
 *
 * @param events to send in all
 * @param fault of a replica
 * @param lying of another one
 */
record ReplicasSnapshot(
    long elapsedMillis,
    long events,
    long sent,
    double sentPerSecond,
    double resultsPerSecond,
    ReplicasAudit.Seen seen,
    FaultState fault,
    LyingTime.State lying,
    int taskManagers) {}
