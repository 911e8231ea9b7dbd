package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.operators.kafka.Delivery;
import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.FlinkFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Transactions must outlive a checkpoint and a restart, and the broker must allow it. */
final class TransactionTimeoutCheck implements Check {

  private static final String OURS = "sink.transaction-timeout";
  private static final String BROKERS = "transaction.max.timeout.ms";

  @Override
  public String id() {
    return "transaction-timeout";
  }

  @Override
  public List<Finding> look(Facts facts) {
    if (facts.job().sink().delivery() != Delivery.EXACTLY_ONCE) {
      return List.of(Finding.ok(id(), OURS, "no transactions: sink.delivery at-least-once"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(atBroker(facts));
    if (facts.flink().isKnown()) {
      findings.addAll(inFlink(facts, facts.flink().get()));
    }
    return findings;
  }

  private Finding atBroker(Facts facts) {
    Duration timeout = facts.job().sink().transactionTimeout();
    Duration most = Duration.ofMillis(facts.kafka().brokers().get().least(BROKERS));
    String what = "%s, the broker allows %s".formatted(Show.duration(timeout), Show.duration(most));
    if (timeout.compareTo(most) <= 0) {
      return Finding.ok(id(), OURS, what);
    }
    Fixes fixes = new Fixes(facts.job());
    return Finding.error(id(), OURS, what)
        .because(
            "the sinks cannot start a transaction: the job fails at its start, again and again",
            fixes.jobSetting(OURS, Show.duration(most))
                + "\n"
                + fixes.brokerSetting(BROKERS, timeout.toMillis()));
  }

  private List<Finding> inFlink(Facts facts, FlinkFacts flink) {
    Optional<Duration> checkpoint = flink.longestCheckpoint();
    if (checkpoint.isEmpty()) {
      return List.of(); // The check of Flink's checkpoint settings reports it.
    }
    Duration timeout = facts.job().sink().transactionTimeout();
    Duration needed = checkpoint.get().plus(flink.restart());
    if (timeout.compareTo(needed) >= 0) {
      String spare = Show.age(timeout.minus(checkpoint.get()));
      return List.of(Finding.ok(id(), OURS, "outages of up to %s are survived".formatted(spare)));
    }
    String what =
        "%s, a checkpoint may take %s and a restart %s"
            .formatted(
                Show.duration(timeout),
                Show.duration(checkpoint.get()),
                Show.duration(flink.restart()));
    return List.of(
        Finding.warning(id(), OURS, what)
            .because(
                "one failure at the wrong moment outlasts the transaction, and its records are lost",
                new Fixes(facts.job()).jobSetting(OURS, Show.duration(needed.multipliedBy(2)))));
  }
}
