package dev.breakwater.scripts.drill;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * Somebody else leaves a transaction open on our output: our records behind it are committed and
 * nobody can read them. Doctor must name it and end it.
 */
final class ForeignTransactionDrill implements Drill {

  private static final Duration OPEN = Duration.ofSeconds(12);
  private static final int STUCK = 1;

  @Override
  public String name() {
    return "foreign-transaction";
  }

  @Override
  public String summary() {
    return "a foreign transaction stays open on our output; doctor names and ends it";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    String id = "somebody-else-" + stage.topics().instance();
    String topic = stage.topics().clean();
    String bootstrap = stage.cluster().bootstrapServers();
    try (Stranger stranger = Stranger.open(bootstrap, id)) {
      stranger.leaveOpen(topic, 0, 1, 2, 3);
      stage.fault("a foreign transaction is left open");
      stage.pass(OPEN);
      Doctor.Answer found = Doctor.ask(question(bootstrap, topic));
      if (found.code() != STUCK || !found.text().contains(id)) {
        throw new DrillException(
            "doctor did not name the transaction %s:%n%s".formatted(id, found.text()));
      }
      stage.note("doctor names " + id);
      Doctor.Answer ended = Doctor.ask(question(bootstrap, topic, "--abort", id, "--yes"));
      if (ended.code() != 0) {
        throw new DrillException("doctor did not abort %s:%n%s".formatted(id, ended.text()));
      }
      stage.fault("doctor has aborted it");
    }
    stage.awaitOutput(Duration.ofMinutes(1));
  }

  private static String[] question(String bootstrap, String topic, String... more) {
    return Stream.concat(
            Stream.of(
                "transactions",
                "--bootstrap",
                bootstrap,
                "--topic",
                topic,
                "--stuck-after",
                Long.toString(OPEN.toSeconds() / 2)),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /** The readers are held for as long as it is open, and doctor takes its time. */
  @Override
  public Duration longestGap() {
    return Duration.ofMinutes(1);
  }
}
