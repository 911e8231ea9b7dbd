package dev.breakwater.scripts.drill.measure;

import java.util.ArrayList;
import java.util.List;

/** What happened when, in epoch milliseconds. Safe for several threads. */
public final class Timeline {

  private final long start;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private long lastCheckpoint;

  /** Something that was done to the cluster. */
  public record Mark(long atMillis, String text) {}

  /** A completed checkpoint. */
  public record Checkpoint(long id, long atMillis, long durationMillis) {}

  public Timeline(long startMillis) {
    this.start = startMillis;
  }

  public long startMillis() {
    return start;
  }

  public synchronized void arrived(Arrival arrival) {
    arrivals.add(arrival);
  }

  /** Writes down that something was done at this time. */
  public synchronized void mark(long atMillis, String text) {
    marks.add(new Mark(atMillis, text));
  }

  /**
   * Adds a checkpoint unless one with its number or a higher one is there; true if it was added.
   */
  public synchronized boolean completed(Checkpoint checkpoint) {
    if (checkpoint.id() <= lastCheckpoint) {
      return false;
    }
    lastCheckpoint = checkpoint.id();
    checkpoints.add(checkpoint);
    return true;
  }

  public synchronized List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  public synchronized List<Mark> marks() {
    return List.copyOf(marks);
  }

  public synchronized List<Checkpoint> checkpoints() {
    return List.copyOf(checkpoints);
  }

  /** When clean events were last read, 0 when there were none. */
  public synchronized long lastArrivalMillis() {
    return arrivals.isEmpty() ? 0 : arrivals.get(arrivals.size() - 1).atMillis();
  }

  /** The longest time without clean events that ended after one time and up to another. */
  public synchronized long longestGapMillis(long fromMillis, long toMillis) {
    long gap = 0;
    long last = start;
    for (Arrival arrival : arrivals) {
      if (arrival.atMillis() > fromMillis && arrival.atMillis() <= toMillis) {
        gap = Math.max(gap, arrival.atMillis() - last);
      }
      last = arrival.atMillis();
    }
    return gap;
  }

  /** How many clean events were read. */
  public synchronized long records() {
    return arrivals.stream().mapToLong(Arrival::records).sum();
  }

  /** How many clean events were read after one time and up to another. */
  public synchronized long recordsBetween(long fromMillis, long toMillis) {
    return arrivals.stream()
        .filter(arrival -> arrival.atMillis() > fromMillis && arrival.atMillis() <= toMillis)
        .mapToLong(Arrival::records)
        .sum();
  }
}
