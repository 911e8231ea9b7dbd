package dev.breakwater.testkit.workload;

/**
 * One dead letter that must be there.
 *
 * @param digest of its original value, {@link Digest#sha256}
 * @param kind what was wrong with the record
 * @param id of the event it would have been
 */
public record ExpectedDead(String reason, long digest, Kind kind, String id) {}
