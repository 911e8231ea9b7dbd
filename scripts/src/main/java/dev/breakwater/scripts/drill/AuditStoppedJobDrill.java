package dev.breakwater.scripts.drill;

import java.time.Duration;
import java.util.List;

/**
 * Somebody stops enrich and forgets it. What ingest writes is missed, and found when it is back.
 */
final class AuditStoppedJobDrill extends AuditDrill {

  private static final Duration FORGOTTEN = Duration.ofSeconds(40);
  private static final Duration REVISED = Duration.ofSeconds(25);

  AuditStoppedJobDrill() {
    super(
        "audit-stopped-job",
        "enrich is stopped for 40 s; the audit must miss what it does not read, and find it again",
        Books.Expected.REVISED);
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    stage.fault("stop with savepoint");
    String savepoint = stage.job().stopWithSavepoint();
    stage.pass(FORGOTTEN);
    stage.job().startFrom(savepoint, List.of());
    stage.fault("started again");
    stage.awaitOutput(Duration.ofMinutes(2));
    stage.pass(REVISED);
  }
}
