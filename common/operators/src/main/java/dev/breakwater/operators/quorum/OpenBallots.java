package dev.breakwater.operators.quorum;

import dev.breakwater.operators.dedup.Fingerprint;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.jspecify.annotations.Nullable;

/**
 * The ballots touched since the last write to the state, at most {@link #CAPACITY}: the copies of a
 * result come close together, so most ballots are read and written once instead of once per copy.
 *
 * <p>They are written in the order of the state's keys, which is cheaper for RocksDB, and then let
 * go of: a state backend on the heap must not see them change under its snapshot.
 */
final class OpenBallots {

  /** Writing them takes some ten milliseconds: what a checkpoint may have to wait for. */
  static final int CAPACITY = 16 * 1024;

  /** Where they go. */
  interface Target {
    void write(Fingerprint key, Ballot ballot) throws Exception;
  }

  private final int keyGroups;
  private final Map<Fingerprint, Ballot> ballots = new HashMap<>(2 * CAPACITY);

  /**
   * @param keyGroups the operator's maximum parallelism
   */
  OpenBallots(int keyGroups) {
    this.keyGroups = keyGroups;
  }

  @Nullable Ballot get(Fingerprint key) {
    return ballots.get(key);
  }

  void put(Fingerprint key, Ballot ballot) {
    ballots.put(key, ballot);
  }

  boolean isFull() {
    return ballots.size() >= CAPACITY;
  }

  /** Writes all of them and is empty then. */
  void writeTo(Target target) throws Exception {
    Fingerprint[] keys = ballots.keySet().toArray(new Fingerprint[0]);
    java.util.Arrays.sort(keys, this::compare);
    for (Fingerprint key : keys) {
      Ballot ballot = ballots.get(key);
      if (ballot != null) {
        target.write(key, ballot);
      }
    }
    ballots.clear();
  }

  private int compare(Fingerprint one, Fingerprint other) {
    int groups =
        Integer.compare(
            KeyGroupRangeAssignment.assignToKeyGroup(one, keyGroups),
            KeyGroupRangeAssignment.assignToKeyGroup(other, keyGroups));
    return groups != 0 ? groups : Long.compareUnsigned(one.high(), other.high());
  }
}
