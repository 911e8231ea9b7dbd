package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.tamper.Tampering;
import dev.breakwater.testkit.verdict.Finding;
import java.time.Duration;
import java.util.Set;

/** One record among all goes wrong on its way into enrich, which reads what it is given. */
final class AuditTamperingDrill extends AuditDrill {

  private static final Duration JUDGED = Duration.ofSeconds(30);

  private final Tampering tampering;
  private final Set<Finding> inflicts;

  private AuditTamperingDrill(
      String name,
      String summary,
      Tampering tampering,
      Books.Expected expected,
      Set<Finding> inflicts) {
    super(name, summary, expected);
    this.tampering = tampering;
    this.inflicts = inflicts;
  }

  static Drill lostRecord() {
    return new AuditTamperingDrill(
        "audit-lost-record",
        "one record is lost between two jobs; the audit must miss it",
        Tampering.LOSE,
        Books.Expected.MISSING,
        Set.of(Finding.LOST));
  }

  static Drill duplicate() {
    return new AuditTamperingDrill(
        "audit-duplicate",
        "one record comes twice between two jobs; the audit must say so",
        Tampering.DOUBLE,
        Books.Expected.SURPLUS,
        Set.of(Finding.DUPLICATED));
  }

  static Drill swap() {
    return new AuditTamperingDrill(
        "audit-swap",
        "one record is lost and one doubled in one bucket: the counts agree, the audit must not",
        Tampering.SWAP,
        Books.Expected.ALTERED,
        Set.of(Finding.LOST, Finding.DUPLICATED));
  }

  static Drill altered() {
    return new AuditTamperingDrill(
        "audit-altered",
        "one record says that it is another one; the audit must tell",
        Tampering.ALTER,
        Books.Expected.ALTERED,
        Set.of(Finding.LOST, Finding.UNEXPECTED));
  }

  @Override
  public boolean isTamperedWith() {
    return true;
  }

  @Override
  public Set<Finding> inflicts() {
    return inflicts;
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    stage.tamper(tampering);
    stage.pass(JUDGED);
  }
}
