package dev.breakwater.scripts.drill;

import dev.breakwater.testkit.verdict.Finding;
import java.time.Duration;
import java.util.Set;

/**
 * Somebody writes abort markers into the partitions of an open transaction of ingest, past its
 * coordinator, as tools against hanging transactions do. Its commit succeeds, no exception is
 * anywhere, and its records are gone.
 */
final class AuditLostTransactionDrill extends AuditDrill {

  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final Duration JUDGED = Duration.ofSeconds(35);

  AuditLostTransactionDrill() {
    super(
        "audit-lost-transaction",
        "an open transaction is aborted past its coordinator: no error anywhere, records gone",
        Books.Expected.MISSING);
  }

  @Override
  public Set<Finding> inflicts() {
    return Set.of(Finding.LOST);
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    String topic = stage.topics().clean();
    long deadline = System.nanoTime() + WITHIN.toNanos();
    int aborted = 0;
    while (aborted == 0) {
      if (System.nanoTime() > deadline) {
        throw new DrillException("no open transaction could be aborted on " + topic);
      }
      aborted = stage.kafka().abortOpenTransactions(topic);
    }
    stage.fault("abort markers in %d partitions of %s".formatted(aborted, topic));
    stage.pass(JUDGED);
    if (!stage.flink().exceptions(stage.job().id()).isEmpty()) {
      throw new DrillException("the loss was not a silent one: enrich has failed");
    }
  }
}
