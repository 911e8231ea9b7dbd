package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.operators.kafka.TransactionalIds;
import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.OpenTransaction;
import dev.breakwater.scripts.doctor.facts.TransactionFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** No transaction stays open on the job's topics. */
final class OpenTransactionsCheck implements Check {

  /** Transactions of sound jobs end with a checkpoint. */
  private static final Duration OLD = Duration.ofMinutes(1);

  private static final Duration VERY_OLD = Duration.ofMinutes(15);

  @Override
  public String id() {
    return "open-transactions";
  }

  @Override
  public List<Finding> look(Facts facts) {
    TransactionFacts transactions = facts.kafka().transactions().get();
    String prefix = TransactionalIds.prefix(facts.job().sink().instance());
    Set<String> topics =
        facts.job().topics().stream().map(topic -> topic.name()).collect(Collectors.toSet());
    List<Finding> findings = new ArrayList<>();
    for (OpenTransaction open : transactions.open()) {
      if (open.isOf(prefix)) {
        findings.add(ours(open, facts));
      } else if (open.partitions().stream().anyMatch(p -> topics.contains(p.topic()))) {
        findings.add(foreign(open, transactions, facts));
      }
    }
    return findings.isEmpty() ? List.of(Finding.ok(id(), "", "none")) : findings;
  }

  private Finding ours(OpenTransaction open, Facts facts) {
    String what = "of this job, %s old, %s".formatted(Show.age(open.age()), state(open));
    if (runs(facts)) {
      return open.age().compareTo(VERY_OLD) < 0
          ? Finding.ok(id(), open.name(), what)
          : Finding.warning(id(), open.name(), what)
              .because(
                  "the job runs, but this one does not end: left over from another parallelism?",
                  new Fixes(facts.job()).transactions());
    }
    return Finding.warning(id(), open.name(), what)
        .because(
            "no copy of the job was seen that would end it; it may hold records of a checkpoint,"
                + " which a start from the latest state commits, and aborting it would lose",
            "start the job from its latest state before the transaction times out ("
                + Show.duration(open.timeout())
                + " after its start)");
  }

  private static boolean runs(Facts facts) {
    return facts.flink().isKnown()
        && facts.flink().get().ours().isKnown()
        && facts.flink().get().ours().get().isPresent();
  }

  private Finding foreign(OpenTransaction open, TransactionFacts all, Facts facts) {
    long held = all.heldBy(open).stream().mapToLong(p -> p.heldBack()).sum();
    String what =
        "foreign, %s old, %s, on %s, holds back %d offset(s)"
            .formatted(Show.age(open.age()), state(open), open.partitions(), held);
    if (open.age().compareTo(OLD) < 0) {
      return Finding.info(id(), open.name(), what, "readers of committed records wait for its end");
    }
    String why = "readers of committed records, this job among them, stand still in front of it";
    boolean error = open.id() == null || open.age().compareTo(VERY_OLD) >= 0;
    return (error
            ? Finding.error(id(), open.name(), what)
            : Finding.warning(id(), open.name(), what))
        .because(why, new Fixes(facts.job()).abort(open.name()));
  }

  private static String state(OpenTransaction open) {
    return open.id() == null ? "unknown to any coordinator we may ask" : open.state().toString();
  }
}
