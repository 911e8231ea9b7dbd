package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.rest.FlinkRestException;
import dev.breakwater.scripts.rest.JobMetrics;
import java.time.Duration;
import java.util.List;

/**
 * What {@link ExpiredTransactionDrill} does, to a job of a user's own on Flink's Kafka sink: it
 * goes on without its records as if nothing had happened, and an alert must tell. The job under
 * test, whose transactions may be open for longer, must come through.
 */
final class PlainSinkDrill implements Drill {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  // The coordinator looks for expired transactions every 10 s.
  private static final Duration DOWN = TIMEOUT.plusSeconds(15);
  private static final Duration WITHIN = Duration.ofSeconds(90);

  /** Long enough for some records to be in its transaction. */
  private static final Duration READS = Duration.ofSeconds(5);

  private static final String PREPARED = "plain_sink_prepared";
  private static final String KEPT = "plain_sink_kept";

  @Override
  public String name() {
    return "plain-sink";
  }

  @Override
  public String summary() {
    return "a job on Flink's own sink is down for too long: it loses silently, an alert must tell";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    RunTopics topics = stage.topics();
    JobUnderTest plain =
        stage.startOnPlainSink(
            JobSpec.copy(topics)
                .with(List.of("--sink.transaction-timeout", TIMEOUT.toSeconds() + " s")));
    JobMetrics first = new JobMetrics(stage.flink(), plain.id());
    Waiting.until("records of the plain sink", WITHIN, () -> first.sum("numRecordsSend") > 0);
    stage.pass(READS);
    String savepoint = plain.takeSavepoint();
    stage.figure(PREPARED, first.sum("numRecordsSend"));
    stage.withoutTaskManagers(DOWN, plain);
    plain.startFrom(savepoint, List.of());
    stage.fault("the job on Flink's own sink starts from its last state");
    JobMetrics second = new JobMetrics(stage.flink(), plain.id());
    Waiting.until("failed commit", WITHIN, () -> failedCommits(second) > 0);
    if (!stage.flink().exceptions(plain.id()).isEmpty()) {
      throw new DrillException("the loss was not a silent one: the job has failed");
    }
    stage.figure(KEPT, stage.kafka().committed(topics.parked()));
    stage.awaitOutput(WITHIN);
  }

  @Override
  public List<String> alerts() {
    return List.of("CommitsFailed");
  }

  @Override
  public Duration longestGap() {
    return DOWN.plusSeconds(60);
  }

  @Override
  public boolean composable() {
    return false;
  }

  private static double failedCommits(JobMetrics metrics) {
    try {
      return metrics.sum("failedCommittables");
    } catch (FlinkRestException notNow) {
      return 0;
    }
  }
}
