package dev.breakwater.operators.quorum;

import dev.breakwater.operators.event.Event;
import org.jspecify.annotations.Nullable;

/** The copies of one result that agree, and the first of them, which the others agree with. */
final class Group {

  /** Where no count is known. */
  static final long NO_COUNT = Long.MIN_VALUE;

  private final Digest digest;
  private final int leader;
  private final long count;
  private final @Nullable Spot spot;
  private int members;
  private @Nullable Event held;

  /**
   * Where a copy was read.
   *
   * @param offset in the partition
   */
  record Spot(String topic, int partition, long offset) {
    @Override
    public String toString() {
      return topic + '-' + partition + '@' + offset;
    }
  }

  /**
   * @param leader the replica of the first copy
   * @param count what its field for it says, as the bits of a double, or {@link #NO_COUNT}
   * @param spot where the first copy was read; null once the result is closed
   */
  Group(Digest digest, int leader, long count, @Nullable Spot spot) {
    this.digest = digest;
    this.leader = leader;
    this.count = count;
    this.spot = spot;
    this.members = 1 << leader;
  }

  Digest digest() {
    return digest;
  }

  int leader() {
    return leader;
  }

  long count() {
    return count;
  }

  @Nullable Spot spot() {
    return spot;
  }

  /** One bit per replica. */
  int members() {
    return members;
  }

  void join(int moreMembers) {
    members |= moreMembers;
  }

  boolean has(int replica) {
    return (members >>> replica & 1) != 0;
  }

  /** The first copy, while it is still needed. */
  @Nullable Event held() {
    return held;
  }

  void hold(@Nullable Event event) {
    held = event;
  }

  /** About what it takes to hold a copy. */
  static int bytes(@Nullable Event event) {
    byte[] value = event == null ? null : event.record().value();
    return value == null ? 0 : value.length;
  }

  /** What is left of it once the result is closed. */
  Group closed() {
    Group closed = new Group(digest, leader, NO_COUNT, null);
    closed.members = members;
    return closed;
  }

  Group copy() {
    Group copy = new Group(digest, leader, count, spot);
    copy.members = members;
    copy.held = held;
    return copy;
  }
}
