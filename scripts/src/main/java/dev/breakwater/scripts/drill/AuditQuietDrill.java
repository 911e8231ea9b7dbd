package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import java.time.Duration;
import java.util.List;

/** Every minute a TaskManager dies; nothing is lost, so the audit must say nothing at any time. */
final class AuditQuietDrill extends AuditDrill {

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Duration lasting;

  /**
   * @param lasting for how long TaskManagers are killed
   */
  AuditQuietDrill(Duration lasting) {
    super(
        "audit-quiet",
        "a TaskManager is killed every minute, for --minutes; the audit must raise no false alarm",
        Books.Expected.QUIET);
    this.lasting = lasting;
  }

  @Override
  public Pipeline pipeline() {
    return Pipeline.AUDITED_PATIENTLY;
  }

  @Override
  public List<String> alerts() {
    return List.of();
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    long end = System.nanoTime() + lasting.toNanos();
    long kills = 0;
    do {
      Member victim = stage.any(stage.workers());
      stage.fault("kill -9 " + victim.name());
      victim.kill();
      kills++;
      stage.awaitOutput(Duration.ofMinutes(2));
      stage.pass(PAUSE);
    } while (System.nanoTime() < end);
    stage.figure("kills", kills);
  }
}
