package dev.breakwater.scripts.drill;

import java.time.Duration;
import java.util.List;

/** The audit itself stands. That must be noticed, and what it missed must be judged after it. */
final class AuditDownDrill extends AuditDrill {

  private static final Duration DOWN = Duration.ofSeconds(20);
  private static final Duration JUDGED = Duration.ofSeconds(30);

  AuditDownDrill() {
    super(
        "audit-down",
        "the audit is stopped for 20 s; that must be noticed, and all be judged after it",
        Books.Expected.QUIET);
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    JobUnderTest audit = stage.job(stage.topics().instance("audit"));
    stage.fault("the audit is stopped with a savepoint");
    String savepoint = audit.stopWithSavepoint();
    stage.pass(DOWN);
    audit.startFrom(savepoint, List.of());
    stage.fault("it is started again");
    stage.pass(JUDGED);
  }

  @Override
  public List<String> alerts() {
    return List.of("AuditSilent");
  }
}
