package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import dev.breakwater.scripts.cluster.Role;
import dev.breakwater.scripts.rest.Job;
import dev.breakwater.scripts.rest.JobFailure;
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
    outage(stage);
    failLoudly(stage, savepoint);
    String older = stage.job().checkpointBefore(savepoint);
    stage.job().startFrom(older, List.of("--repair.enabled", "true"));
    stage.fault("repair from an older checkpoint");
    stage.awaitOutput(WITHIN);
  }

  @Override
  public List<String> alerts() {
    return List.of("CommitsLost");
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

  private static void outage(Stage stage) throws InterruptedException {
    List<Member> workers = stage.members(Role.TASKMANAGER);
    workers.forEach(Member::hold);
    stage.fault("kill -9 of all TaskManagers, transactions prepared");
    workers.parallelStream().forEach(Member::kill);
    try {
      stage.pass(DOWN);
      stage.job().cancel();
    } finally {
      workers.forEach(Member::release);
    }
  }

  private static void failLoudly(Stage stage, String savepoint) throws InterruptedException {
    stage.job().startFrom(savepoint, List.of());
    stage.fault("start from the last state");
    String id = stage.job().id();
    try {
      Waiting.until("loud failure", WITHIN, () -> failed(stage, id));
    } catch (DrillException e) {
      stage.job().cancel();
      throw new DrillException("transactions have expired and the job has not failed", e);
    }
    String said =
        stage.flink().exceptions(id).stream()
            .map(JobFailure::stackTrace)
            .reduce("", String::concat);
    for (String wanted : List.of(stage.topics().transactionPrefix(), "scripts/repair")) {
      if (!said.contains(wanted)) {
        throw new DrillException("the failure does not name %s: %s".formatted(wanted, said));
      }
    }
    stage.note("it has failed and names the way back");
  }

  private static boolean failed(Stage stage, String id) {
    return stage.flink().jobs().stream()
        .filter(job -> job.id().equals(id))
        .map(Job::state)
        .anyMatch("FAILED"::equals);
  }
}
