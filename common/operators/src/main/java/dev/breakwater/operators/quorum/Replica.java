package dev.breakwater.operators.quorum;

import java.io.Serializable;

/**
 * A replica: a copy of a job that writes the same results as the others.
 *
 * @param name as it is called in metrics and discrepancies
 * @param topic where it writes; empty where a header tells replicas apart
 */
public record Replica(String name, String topic) implements Serializable {}
