package dev.breakwater.operators.quorum;

import java.util.ArrayList;
import java.util.List;

/**
 * What is known of one result: who delivered it, who agrees with whom, and whether it went out.
 *
 * <p>Open, until all replicas delivered it or its verification ended; then closed, which is about
 * thirty bytes that say who delivered which content.
 */
final class Ballot {

  /** No timer. */
  static final long NEVER = 0;

  private final int born;
  private long firstSeen;
  private long time;
  private String source;
  private String id;
  private final List<Group> groups = new ArrayList<>(1);
  private int delivered;
  private int emitted = Rule.NONE;
  private boolean closed;
  private long timer = NEVER;

  /**
   * @param born the slot of the horizon in which it was first seen
   * @param firstSeen milliseconds of running time
   * @param time of the result, epoch milliseconds
   */
  Ballot(int born, long firstSeen, long time, String source, String id) {
    this.born = born;
    this.firstSeen = firstSeen;
    this.time = time;
    this.source = source;
    this.id = id;
  }

  int born() {
    return born;
  }

  long firstSeen() {
    return firstSeen;
  }

  long time() {
    return time;
  }

  String source() {
    return source;
  }

  String id() {
    return id;
  }

  int groups() {
    return groups.size();
  }

  Group group(int index) {
    return groups.get(index);
  }

  void add(Group group) {
    groups.add(group);
    delivered |= group.members();
  }

  void join(int index, int replica) {
    groups.get(index).join(1 << replica);
    delivered |= 1 << replica;
  }

  /** About what its copies take that are held. */
  int heldBytes() {
    int bytes = 0;
    for (int i = 0; i < groups.size(); i++) {
      bytes += Group.bytes(groups.get(i).held());
    }
    return bytes;
  }

  /** The group with this digest, or {@link Rule#NONE}. */
  int find(Digest digest) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).digest().equals(digest)) {
        return i;
      }
    }
    return Rule.NONE;
  }

  /** The group that holds the copy of a replica, or {@link Rule#NONE}. */
  int groupOf(int replica) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).has(replica)) {
        return i;
      }
    }
    return Rule.NONE;
  }

  /** One bit per replica. */
  int delivered() {
    return delivered;
  }

  boolean isDelivered(int replica) {
    return (delivered >>> replica & 1) != 0;
  }

  boolean isEmitted() {
    return emitted != Rule.NONE;
  }

  /** The group whose content went out, or {@link Rule#NONE}. */
  int emitted() {
    return emitted;
  }

  void emit(int group) {
    emitted = group;
  }

  boolean isClosed() {
    return closed;
  }

  /** Lets go of all that only an open one needs. */
  void close() {
    closed = true;
    firstSeen = 0;
    time = 0;
    source = "";
    id = "";
    groups.replaceAll(Group::closed);
  }

  /** When its timer fires, by the clock, or {@link #NEVER}. */
  long timer() {
    return timer;
  }

  void setTimer(long at) {
    timer = at;
  }

  Ballot copy() {
    Ballot copy = new Ballot(born, firstSeen, time, source, id);
    groups.forEach(group -> copy.groups.add(group.copy()));
    copy.delivered = delivered;
    copy.emitted = emitted;
    copy.closed = closed;
    copy.timer = timer;
    return copy;
  }

  /** The replica of the highest rank in a set that is not empty: ranks are positions. */
  static int highest(int replicas) {
    return Integer.numberOfTrailingZeros(replicas);
  }
}
