package dev.breakwater.testkit.workload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What must be true in the end: every event that has to be on the clean topic, with a digest of its
 * payload and its place in the order of its key, and every dead letter.
 *
 * <p>About 50 bytes an event with ids of 16 characters, up to 100 million events; some 200 bytes a
 * dead letter. For one thread; safe to read from several once nothing is added.
 */
public final class GroundTruth {

  /** The key of an event that has none: no order is promised for it. */
  public static final int NO_KEY = -1;

  private final ByteStrings ids = new ByteStrings();
  private final ByteStrings keyNames = new ByteStrings();
  private final List<ExpectedDead> dead = new ArrayList<>();
  private final BitSet uncertain = new BitSet();
  private final Map<Long, Integer> uncertainDead = new HashMap<>();
  private long[] digests = new long[1 << 6];
  private int[] keys = new int[1 << 6];
  private long duplicates;

  /** The truth about a whole workload. */
  public static GroundTruth of(Iterable<WorkloadRecord> records) {
    GroundTruth truth = new GroundTruth();
    records.forEach(truth::add);
    return truth;
  }

  /**
   * Expects what a record says it must become. Records are added in the order they are produced.
   *
   * @throws IllegalArgumentException when a clean event has the id of an earlier one
   */
  public void add(WorkloadRecord record) {
    switch (record.fate().exit()) {
      case CLEAN -> addClean(record);
      case DUPLICATE -> duplicates++;
      case DEAD ->
          dead.add(
              new ExpectedDead(
                  record.fate().reason(),
                  Digest.sha256(record.value()),
                  record.kind(),
                  record.id()));
    }
  }

  private void addClean(WorkloadRecord record) {
    int number = ids.size();
    if (!ids.add(record.id().getBytes(StandardCharsets.UTF_8))) {
      throw new IllegalArgumentException("a clean event needs an id of its own, was " + record);
    }
    if (number == digests.length) {
      digests = Arrays.copyOf(digests, number + (number >> 1));
      keys = Arrays.copyOf(keys, number + (number >> 1));
    }
    digests[number] = Digest.fast(record.value());
    byte[] key = record.key();
    if (key == null) {
      keys[number] = NO_KEY;
    } else {
      keyNames.add(key);
      keys[number] = keyNames.find(key);
    }
  }

  /**
   * Takes back that a record must be there, as nobody knows whether it was produced: nothing
   * acknowledged it. It still may be there, once.
   *
   * @param record added before
   */
  public void unacknowledged(WorkloadRecord record) {
    if (record.fate().isDead()) {
      uncertainDead.merge(Digest.sha256(record.value()), 1, Integer::sum);
    } else if (record.fate().isClean()) {
      uncertain.set(find(record.id()));
    }
  }

  /** Whether a clean event's only copy was never acknowledged. */
  public boolean mayBeMissing(int event) {
    return uncertain.get(event);
  }

  /** How many of the dead letters with this digest were never acknowledged. */
  public int deadThatMayBeMissing(long digest) {
    return uncertainDead.getOrDefault(digest, 0);
  }

  /** How many events must be on the clean topic, each once; they are numbered from 0. */
  public int clean() {
    return ids.size();
  }

  /** How many of the records must not show up again anywhere. */
  public long duplicates() {
    return duplicates;
  }

  /** How many records there are in all. */
  public long records() {
    return clean() + duplicates + dead.size();
  }

  /** The dead letters that must be there, in the order they were produced. */
  public List<ExpectedDead> dead() {
    return Collections.unmodifiableList(dead);
  }

  /** The number of a clean event in the order of production, or -1 when there is none such. */
  public int find(String id) {
    return ids.find(id.getBytes(StandardCharsets.UTF_8));
  }

  public String id(int event) {
    return new String(ids.get(event), StandardCharsets.UTF_8);
  }

  /** Of the payload, {@link Digest#fast}. */
  public long digest(int event) {
    return digests[event];
  }

  /** Below {@link #keys()}, or {@link #NO_KEY}. */
  public int key(int event) {
    return keys[event];
  }

  /** How many different keys there are. */
  public int keys() {
    return keyNames.size();
  }

  public String keyName(int key) {
    return key == NO_KEY ? "none" : new String(keyNames.get(key), StandardCharsets.UTF_8);
  }
}
