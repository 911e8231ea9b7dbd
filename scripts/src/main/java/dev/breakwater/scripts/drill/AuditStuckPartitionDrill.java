package dev.breakwater.scripts.drill;

import java.time.Duration;

/** An open transaction of somebody else holds enrich at one of four partitions, and no other. */
final class AuditStuckPartitionDrill extends AuditDrill {

  private static final Duration STUCK = Duration.ofSeconds(40);
  private static final Duration REVISED = Duration.ofSeconds(25);

  AuditStuckPartitionDrill() {
    super(
        "audit-stuck-partition",
        "one of four partitions stands for 40 s; the audit must miss it while all others go on",
        Books.Expected.REVISED);
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    int partition = stage.random().nextInt(KafkaView.PARTITIONS);
    String bootstrap = stage.cluster().bootstrapServers();
    String id = "somebody-else-" + stage.topics().instance();
    try (Stranger stranger = Stranger.open(bootstrap, id)) {
      stranger.leaveOpen(stage.topics().clean(), partition);
      stage.fault("partition %d stands behind a foreign transaction".formatted(partition));
      stage.pass(STUCK);
    }
    stage.fault("it is aborted");
    stage.awaitOutput(Duration.ofMinutes(1));
    stage.pass(REVISED);
  }
}
