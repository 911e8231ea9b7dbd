package dev.breakwater.operators.quorum;

import java.io.Serializable;

/**
 * When a replica does badly, and when it does well again.
 *
 * @param silentAfter how long others may go on without it, in milliseconds by the clock
 * @param lagBound how far its results may be behind the leading ones, in milliseconds of their time
 * @param lagAfter how long it may be further behind, in milliseconds by the clock
 * @param divergenceWindow how many of its latest results are looked at
 * @param divergenceRatio which share of them may differ
 * @param fence whether one that lags or diverged no longer counts
 * @param returnAfter after how many results in a row that are agreed on and not late it is back
 * @param inARow how many results in a row are reported as missing before they are only counted
 */
public record QuorumHealth(
    long silentAfter,
    long lagBound,
    long lagAfter,
    int divergenceWindow,
    double divergenceRatio,
    boolean fence,
    int returnAfter,
    int inARow)
    implements Serializable {}
