package dev.breakwater.scripts.doctor;

import dev.breakwater.scripts.doctor.checks.Show;
import dev.breakwater.scripts.doctor.facts.HeldPartition;
import dev.breakwater.scripts.doctor.facts.OpenTransaction;
import dev.breakwater.scripts.doctor.facts.TransactionFacts;

/** Open transactions for people. */
final class TransactionsText {

  private final Suspicion suspicion;

  TransactionsText(Suspicion suspicion) {
    this.suspicion = suspicion;
  }

  String of(TransactionFacts facts) {
    if (facts.open().isEmpty()) {
      return "no open transactions";
    }
    StringBuilder text = new StringBuilder();
    for (OpenTransaction open : facts.open()) {
      append(text, open, facts);
    }
    return text.toString().stripTrailing();
  }

  private void append(StringBuilder text, OpenTransaction open, TransactionFacts facts) {
    text.append(
        "%s  %s  %s, %s old%s%n"
            .formatted(
                open.name(),
                whose(open),
                open.state(),
                Show.age(open.age()),
                suspicion.looksStuck(open) ? ", LOOKS STUCK" : ""));
    text.append("  partitions   %s%n".formatted(open.partitions()));
    text.append(
        "  coordinator  %s, timeout %s, producer %d%n"
            .formatted(
                open.coordinator() < 0 ? "none that we may ask" : "node " + open.coordinator(),
                open.timeout().isZero() ? "none" : Show.duration(open.timeout()),
                open.producerId()));
    for (HeldPartition held : facts.heldBy(open)) {
      text.append(
          "  holds back   %s: readers stop at %d of %d, %d out of reach%s%n"
              .formatted(
                  held.partition(),
                  held.stable(),
                  held.end(),
                  held.heldBack(),
                  held.readers().isEmpty()
                      ? ""
                      : "; waiting: " + String.join(", ", held.readers())));
    }
    if (suspicion.looksStuck(open)) {
      text.append("  end it       --abort %s --yes%n".formatted(Show.quoted(open.name())));
    }
    text.append('\n');
  }

  private String whose(OpenTransaction open) {
    if (suspicion.prefix().isEmpty()) {
      return "";
    }
    return suspicion.isOurs(open) ? "[ours]" : "[foreign]";
  }
}
