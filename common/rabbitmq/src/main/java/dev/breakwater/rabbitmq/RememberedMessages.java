package dev.breakwater.rabbitmq;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The messages that were handed on last, up to a number. */
final class RememberedMessages {

  private final int most;
  private final Set<Fingerprint> inOrder = new LinkedHashSet<>();

  /**
   * @param before those of an earlier run, the oldest first; of more than fit, the latest
   */
  RememberedMessages(int most, List<Fingerprint> before) {
    this.most = most;
    before.forEach(this::add);
  }

  /** Remembers a message, and forgets the oldest if there are too many. False if it was known. */
  boolean add(Fingerprint message) {
    if (!inOrder.add(message)) {
      return false;
    }
    if (inOrder.size() > most) {
      Iterator<Fingerprint> oldest = inOrder.iterator();
      oldest.next();
      oldest.remove();
    }
    return true;
  }

  boolean has(Fingerprint message) {
    return inOrder.contains(message);
  }

  /** All of them, the oldest first. */
  List<Fingerprint> all() {
    return List.copyOf(inOrder);
  }
}
