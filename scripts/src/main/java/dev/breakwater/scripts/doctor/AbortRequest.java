package dev.breakwater.scripts.doctor;

import dev.breakwater.scripts.doctor.checks.Show;
import dev.breakwater.scripts.doctor.facts.OpenTransaction;
import dev.breakwater.scripts.doctor.facts.TransactionFacts;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;

/**
 * The wish to abort one transaction.
 *
 * @param name its id, or {@code producer N} as the list shows it
 * @param yes whether it is to be done, not only said
 * @param force whether one that does not look stuck is aborted too
 */
record AbortRequest(String name, boolean yes, boolean force, Suspicion suspicion) {

  /** Does it, or says why not; the exit code. */
  int run(TransactionFacts found, PrintWriter out, Consumer<OpenTransaction> abort) {
    List<OpenTransaction> named =
        found.open().stream().filter(open -> open.name().equals(name)).toList();
    if (named.isEmpty()) {
      out.println("refused: no open transaction is called " + name);
      return 1;
    }
    OpenTransaction open = named.get(0);
    String what =
        "%s, %s, %s old, on %s"
            .formatted(name, open.state(), Show.age(open.age()), open.partitions());
    if (!force && !suspicion.looksStuck(open)) {
      out.println("refused: " + what);
      out.println(reason(open) + "; --force aborts it all the same");
      return 1;
    }
    if (!yes) {
      out.println("would abort " + what + "; --yes does it");
      return 1;
    }
    abort.accept(open);
    out.println("aborted " + what);
    return 0;
  }

  private String reason(OpenTransaction open) {
    return suspicion.isOurs(open)
        ? "it is this job's own and may hold the records of a checkpoint: a start from the latest"
            + " state commits them, an abort loses them"
        : "it does not look stuck: it is younger than %s, or its coordinator is ending it"
            .formatted(Show.duration(suspicion.stuckAfter()));
  }
}
