package dev.breakwater.scripts.drill;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A job is down for longer than brokers remember its transactions, and nobody can tell whether its
 * last ones were committed: it must not go on as if they were. Once somebody has looked at the
 * output it must, with one option, and be watched.
 */
final class ExpiredIdDrill implements Drill {

  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final Duration WITHIN = Duration.ofSeconds(90);
  private static final String ACCEPT = "sink.unproven-commit";

  @Override
  public String name() {
    return "expired-id";
  }

  @Override
  public String summary() {
    return "down for longer than brokers remember transactional ids: must ask before it goes on";
  }

  @Override
  public Map<String, String> kafka() {
    return Map.of(
        "transactional.id.expiration.ms",
        Long.toString(REMEMBERED.toMillis()),
        "transaction.remove.expired.transaction.cleanup.interval.ms",
        "1000");
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    stage.fault("stopped with a savepoint");
    String savepoint = stage.job().stopWithSavepoint();
    Waiting.until("end of the brokers' memory", WITHIN, () -> forgotten(stage));
    stage.fault("the brokers have forgotten its transactions");
    stage.job().startFrom(savepoint, List.of());
    String said = stage.job().awaitFailed(WITHIN);
    if (!said.contains(ACCEPT)) {
      throw new DrillException("the failure does not name %s: %s".formatted(ACCEPT, said));
    }
    stage.note("it has failed and names the option");
    stage.job().startFrom(savepoint, List.of("--" + ACCEPT, "accept"));
    long accepted = stage.fault("started again, with what it asked for");
    stage.awaitOutputAfter(accepted, WITHIN);
  }

  @Override
  public List<String> alerts() {
    return List.of("CommitsUnproven");
  }

  @Override
  public Duration longestGap() {
    return Duration.ofMinutes(3);
  }

  @Override
  public boolean composable() {
    return false;
  }

  private static boolean forgotten(Stage stage) {
    try {
      return stage.kafka().transactions(stage.topics().transactionPrefix()).isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DrillException("interrupted", e);
    }
  }
}
