package dev.breakwater.scripts.replicas;

/**
 * Where what is judged is read.
 *
 * @param flights what all replicas read
 * @param results what {@code reconcile} writes, each once
 * @param discrepancies what the replicas do not agree on
 * @param late dead letters of the replicas: each late flight, from each of them
 * @param dead dead letters of {@code reconcile}, which there must be none of
 */
public record ReplicaTopics(
    String flights, String results, String discrepancies, String late, String dead) {}
