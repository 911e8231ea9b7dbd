package dev.breakwater.scripts.doctor.facts;

import java.util.List;

/** Open transactions, oldest first, and what they hold back. */
public record TransactionFacts(List<OpenTransaction> open, List<HeldPartition> held) {

  public TransactionFacts {
    open = List.copyOf(open);
    held = List.copyOf(held);
  }

  /** The partitions that wait for this transaction. */
  public List<HeldPartition> heldBy(OpenTransaction transaction) {
    return held.stream().filter(p -> p.holders().contains(transaction.name())).toList();
  }
}
