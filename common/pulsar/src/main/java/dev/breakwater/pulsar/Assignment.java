package dev.breakwater.pulsar;

import java.util.List;
import java.util.Set;

/**
 * What the enumerator has found and given away.
 *
 * @param assigned partitions that a reader has, or that are in the state of one
 * @param waiting splits that no reader has: found, or returned
 */
record Assignment(Set<String> assigned, List<PartitionSplit> waiting) {

  static final Assignment NONE = new Assignment(Set.of(), List.of());

  Assignment {
    assigned = Set.copyOf(assigned);
    waiting = List.copyOf(waiting);
  }
}
