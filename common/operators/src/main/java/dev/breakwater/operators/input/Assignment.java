package dev.breakwater.operators.input;

import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * What an enumerator has found and given away: its state.
 *
 * @param assigned ids of splits that a reader has, or that are in the state of one
 * @param waiting splits that no reader has: found, or returned
 */
public record Assignment<S extends SourceSplit>(Set<String> assigned, List<S> waiting) {

  public Assignment {
    assigned = Set.copyOf(assigned);
    waiting = List.copyOf(waiting);
  }

  /** Before anything was found. */
  public static <S extends SourceSplit> Assignment<S> none() {
    return new Assignment<>(Set.of(), List.of());
  }
}
