package dev.breakwater.operators.quorum;

import java.util.Arrays;

/**
 * How every replica does, as one subtask sees it: whether it is silent, behind, or differs; which
 * ones count, and which one leads.
 *
 * <p>Results are spread over the subtasks by a hash of their identity, so each sees a fair sample
 * of every replica and decides for itself. Subtasks may disagree for a moment; which copy of a
 * result goes out may depend on it, never whether it goes out once: that is in the result's own
 * state.
 */
final class Standings {

  private static final long NONE = Long.MIN_VALUE;

  /** Is told what changes. */
  interface Listener {
    void changed(int replica, ReplicaState from, ReplicaState to);

    void tookOver(int replica, int from);
  }

  private final QuorumHealth health;
  private final Listener listener;
  private final int size;
  private final Standing[] of;
  private volatile int counting;
  private int active;
  private volatile long leading = NONE;
  private long started = NONE;

  Standings(int replicas, QuorumHealth health, Listener listener) {
    this.health = health;
    this.listener = listener;
    this.size = replicas;
    this.of = new Standing[replicas];
    Arrays.setAll(of, i -> new Standing(health.divergenceWindow()));
    count();
  }

  /**
   * A copy of a result came from a replica.
   *
   * @param time of the result
   * @param delivered the replicas that it does not show to be behind, one bit each
   * @param isNew whether it is known that this replica did not deliver that result before: one that
   *     was started anew and reads all once more says much and goes on with nothing
   */
  void heard(int replica, long time, int delivered, boolean isNew, long now) {
    for (int i = 0; i < size; i++) {
      if (of[i].passedSince == NONE && (delivered >>> i & 1) == 0) {
        of[i].passedSince = now;
      }
    }
    Standing own = of[replica];
    boolean joins = own.latest == NONE && started != NONE && now - started >= health.lagAfter();
    started = started == NONE ? now : started;
    if (isNew) {
      own.passedSince = NONE;
    }
    own.earliest = own.latest == NONE ? time : Math.min(own.earliest, time);
    if (time > own.latest) {
      own.latest = time;
      lookWhereTheLeadIs();
    }
    judgeLag(replica, joins, now);
    judgeSilence(now);
  }

  /**
   * The latest time that a replica has reached; of three and more, that two have: one alone may be
   * wrong about the time, and must not make the others lag.
   */
  private void lookWhereTheLeadIs() {
    long first = NONE;
    long second = NONE;
    for (Standing standing : of) {
      long latest = standing.latest;
      second = Math.max(second, Math.min(first, latest));
      first = Math.max(first, latest);
    }
    leading = size < 3 ? first : second;
  }

  /** One that joins late must have caught up first; others may be behind for a while. */
  private void judgeLag(int replica, boolean joins, long now) {
    Standing own = of[replica];
    if (lag(replica) <= health.lagBound()) {
      own.behindSince = NONE;
    } else if (own.behindSince == NONE && !joins) {
      own.behindSince = now;
    } else if (joins || now - own.behindSince >= health.lagAfter()) {
      change(replica, ReplicaState.LAGGING);
    }
  }

  /** Finds those that are silent by now. */
  void judgeSilence(long now) {
    for (int i = 0; i < size; i++) {
      if (of[i].state == ReplicaState.OK
          && of[i].passedSince != NONE
          && now - of[i].passedSince >= health.silentAfter()) {
        change(i, ReplicaState.SILENT);
      }
    }
  }

  /** The replica with the highest rank of those that may lead; if none may, the last one. */
  int active(long now) {
    judgeSilence(now);
    for (int i = 0; i < size; i++) {
      ReplicaState state = of[i].state;
      if (state == ReplicaState.OK || (!health.fence() && state != ReplicaState.SILENT)) {
        lead(i);
        return i;
      }
    }
    return active;
  }

  private void lead(int replica) {
    if (replica != active) {
      int before = active;
      active = replica;
      listener.tookOver(replica, before);
    }
  }

  /** A result of this replica is agreed on. */
  void agreed(int replica) {
    Standing own = of[replica];
    own.window.add(false);
    own.missed = 0;
    if (lag(replica) > health.lagBound()) {
      own.inARow = 0;
      return;
    }
    own.inARow++;
    if (own.state != ReplicaState.OK && own.inARow >= health.returnAfter()) {
      own.window.clear();
      change(replica, ReplicaState.OK);
    }
  }

  /** A result of this replica differs from what the others agree on. */
  void differed(int replica) {
    Standing own = of[replica];
    own.missed = 0;
    own.inARow = 0;
    own.window.add(true);
    if (own.window.differing() > health.divergenceRatio() * health.divergenceWindow()) {
      change(replica, ReplicaState.DIVERGED);
    }
  }

  /** A result of this replica cannot be judged: it breaks the row, and no more. */
  void undecided(int replica) {
    of[replica].missed = 0;
    of[replica].inARow = 0;
  }

  /** A result is missing from this replica: how many in a row by now. */
  int missed(int replica) {
    of[replica].inARow = 0;
    return ++of[replica].missed;
  }

  /** Only to a worse state, or back to {@link ReplicaState#OK}. */
  private void change(int replica, ReplicaState to) {
    ReplicaState from = of[replica].state;
    if (to == from || (to != ReplicaState.OK && to.code() < from.code())) {
      return;
    }
    of[replica].state = to;
    of[replica].inARow = 0;
    count();
    listener.changed(replica, from, to);
  }

  private void count() {
    int those = 0;
    for (int i = 0; i < size; i++) {
      boolean fenced = health.fence() && isFencing(of[i].state);
      those |= fenced ? 0 : 1 << i;
    }
    counting = those;
  }

  private static boolean isFencing(ReplicaState state) {
    return state == ReplicaState.LAGGING || state == ReplicaState.DIVERGED;
  }

  /** The replicas whose copies count, one bit each. */
  int counting() {
    return counting;
  }

  boolean isFenced(int replica) {
    return (counting >>> replica & 1) == 0;
  }

  ReplicaState state(int replica) {
    return of[replica].state;
  }

  /** How far the times of its results are behind the leading ones, in milliseconds; 0 at first. */
  long lag(int replica) {
    long latest = of[replica].latest;
    return latest == NONE ? 0 : Math.max(0, leading - latest);
  }

  /** Whether a replica delivered results of later times than this. */
  boolean isPast(int replica, long time) {
    return of[replica].latest > time;
  }

  /** Whether a replica delivered results of times around this one. */
  boolean covers(int replica, long time) {
    Standing own = of[replica];
    return own.latest != NONE && own.earliest <= time && time <= own.latest;
  }

  Standing standing(int replica) {
    return of[replica];
  }

  int activeNow() {
    return active;
  }

  /** What a subtask knew before a restore; the first one's is taken as it is. */
  void take(int replica, Standing saved, boolean first) {
    if (first) {
      of[replica] = saved;
    } else {
      of[replica].merge(saved);
    }
  }

  /** After a restore: the states are in; what follows from them is worked out. */
  void restored(int lastActive) {
    active = Math.max(active, lastActive);
    lookWhereTheLeadIs();
    count();
  }
}
