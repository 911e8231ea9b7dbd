package dev.breakwater.operators.quorum;

import dev.breakwater.operators.event.Event;

/** What the core brings about. */
interface Effects extends Standings.Listener {

  /** What is counted per replica. */
  enum Count {
    /** A copy that came, whatever became of it. */
    COPY,
    /** A result that the replica delivered in time and that is agreed on. */
    AGREEMENT,
    /** A result whose content differs, or a copy that differs from an earlier one. */
    DIVERGENCE,
    /** A result whose content differs, and so does the number of events it was made of. */
    LATE_SPLIT,
    /** A result that it did not deliver in time. */
    MISSING,
    /** A result that only a minority delivered. */
    EXTRA,
    /** A copy that came after its result was closed. */
    STRAGGLER,
    /** A copy that it had delivered before. */
    REPEAT
  }

  void count(Count what, int replica);

  /**
   * A result goes out.
   *
   * @param votes how many copies that count agree, where that is not enough; else -1
   */
  void result(Event event, int votes);

  /**
   * Something is wrong with a result that is not closed yet.
   *
   * @param replicas those that are to blame, one bit each
   */
  void finding(FindingKind kind, Ballot ballot, int replicas);

  /** A copy is not what its replica, or the others, said before. */
  void contradiction(FindingKind kind, Event copy, int replica, Digest digest);

  /** A copy that must not go out, since its result may have been forgotten. */
  void straggler(Event copy);
}
