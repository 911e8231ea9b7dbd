package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.HeldPartition;
import dev.breakwater.scripts.doctor.facts.OpenTransaction;
import dev.breakwater.scripts.doctor.facts.TransactionFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** No reader of committed records waits for long. */
final class StuckReadersCheck implements Check {

  private static final Duration LONG = Duration.ofMinutes(1);

  @Override
  public String id() {
    return "stuck-readers";
  }

  @Override
  public List<Finding> look(Facts facts) {
    TransactionFacts transactions = facts.kafka().transactions().get();
    List<Finding> findings = new ArrayList<>();
    for (HeldPartition held : transactions.held()) {
      boolean lasting =
          transactions.open().stream()
              .filter(open -> held.holders().contains(open.name()))
              .map(OpenTransaction::age)
              .anyMatch(age -> age.compareTo(LONG) >= 0);
      if (lasting) {
        findings.add(stuck(held, facts));
      }
    }
    return findings.isEmpty() ? List.of(Finding.ok(id(), "", "none")) : findings;
  }

  private Finding stuck(HeldPartition held, Facts facts) {
    String readers =
        held.readers().isEmpty() ? "" : "; waiting: " + String.join(", ", held.readers());
    return Finding.warning(
            id(),
            held.partition().toString(),
            "readers stop at offset %d of %d, %d out of reach%s"
                .formatted(held.stable(), held.end(), held.heldBack(), readers))
        .because(
            "held by " + String.join(", ", held.holders()), new Fixes(facts.job()).transactions());
  }
}
