package dev.breakwater.scripts.drill;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An outage outlasts the transactions of a state: the broker aborts them, and a start from that
 * state cannot commit them any more. That must fail loudly and name the way back; and the way back,
 * a repair from an older checkpoint, must bring everything out once.
 */
final class ExpiredTransactionDrill implements Drill {

  private static final Duration INTERVAL = Duration.ofSeconds(8);
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  // The coordinator looks for expired transactions every 10 s.
  private static final Duration DOWN = TIMEOUT.plusSeconds(20);
  private static final Duration WITHIN = Duration.ofSeconds(90);

  @Override
  public String name() {
    return "expired-transaction";
  }

  @Override
  public String summary() {
    return "down for longer than the transaction timeout: must fail loudly, then be repaired";
  }

  @Override
  public List<String> options() {
    return List.of("--sink.transaction-timeout", TIMEOUT.toSeconds() + " s");
  }

  @Override
  public Map<String, String> flink() {
    return Map.of(
        "execution.checkpointing.interval",
        INTERVAL.toSeconds() + " s",
        "execution.checkpointing.timeout",
        "10 s");
  }

  @Override
  public Duration fresh() {
    return INTERVAL.multipliedBy(2);
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    // Right after a checkpoint there is time for a savepoint before the next one commits it.
    int completed = stage.timeline().checkpoints().size();
    Waiting.until("checkpoint", WITHIN, () -> stage.timeline().checkpoints().size() > completed);
    String savepoint = stage.job().takeSavepoint();
    stage.withoutTaskManagers(DOWN, stage.job());
    failLoudly(stage, savepoint);
    String older = stage.job().checkpointBefore(savepoint);
    stage.job().startFrom(older, List.of("--repair.enabled", "true"));
    stage.fault("repair from an older checkpoint");
    stage.awaitOutput(WITHIN);
  }

  @Override
  public List<String> alerts() {
    return List.of("CommitsLost", "TaskManagerMissing");
  }

  /** Stopped work is picked up again at once, so there is no limit for the whole of it. */
  @Override
  public Duration longestGap() {
    return Duration.ofMinutes(4);
  }

  @Override
  public boolean composable() {
    return false;
  }

  private static void failLoudly(Stage stage, String savepoint) throws InterruptedException {
    stage.job().startFrom(savepoint, List.of());
    stage.fault("start from the last state");
    String said = stage.job().awaitFailed(WITHIN);
    for (String wanted : List.of(stage.topics().transactionPrefix(), "scripts/repair")) {
      if (!said.contains(wanted)) {
        throw new DrillException("the failure does not name %s: %s".formatted(wanted, said));
      }
    }
    stage.note("it has failed and names the way back");
  }
}
