package dev.breakwater.rabbitmq;

import java.util.List;
import java.util.Set;

/**
 * What the enumerator has given away.
 *
 * @param assigned queues that a reader has, or that are in the state of one
 * @param returned splits that a reader had and that no reader has again
 */
record Assignment(Set<String> assigned, List<QueueSplit> returned) {

  static final Assignment NONE = new Assignment(Set.of(), List.of());

  Assignment {
    assigned = Set.copyOf(assigned);
    returned = List.copyOf(returned);
  }
}
