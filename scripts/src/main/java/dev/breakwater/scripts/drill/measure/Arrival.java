package dev.breakwater.scripts.drill.measure;

/**
 * Clean events that became visible together.
 *
 * @param atMillis when they were read, epoch milliseconds
 * @param worstLatencyMillis from the time the oldest of them was due to be sent
 */
public record Arrival(long atMillis, int records, long worstLatencyMillis) {}
