package dev.breakwater.operators.quorum;

import java.io.Serializable;

/**
 * How long things may take, in milliseconds of the time that the job runs.
 *
 * @param deadline how long a result waits to be settled
 * @param verification how long copies are waited for before they are missing; longer than the
 *     deadline
 * @param horizon how long a result is remembered; longer than the verification
 */
public record QuorumTiming(long deadline, long verification, long horizon)
    implements Serializable {}
