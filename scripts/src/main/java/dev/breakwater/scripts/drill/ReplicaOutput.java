package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.measure.Arrival;
import dev.breakwater.scripts.drill.measure.Probe;
import dev.breakwater.scripts.drill.measure.Timeline;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one replica tells, seen by a reader of its own: how a job does that nobody stands in for.
 */
final class ReplicaOutput implements AutoCloseable {

  private final Stage stage;
  private final String replica;
  private final Timeline timeline = new Timeline(System.currentTimeMillis());
  private final Probe probe;

  ReplicaOutput(Stage stage, String replica) {
    this.stage = stage;
    this.replica = replica;
    this.probe =
        Probe.start(
            stage.cluster().bootstrapServers(),
            stage.topics().delays(replica),
            List.of(),
            ConsumerRecord::timestamp,
            timeline);
  }

  /**
   * Waits until it tells what is fresh, and came after a time, epoch milliseconds.
   *
   * @throws DrillException when it does not in time
   */
  void awaitFresh(long afterMillis, Duration within) throws InterruptedException {
    long fresh = stage.fresh().toMillis();
    Waiting.until("fresh output of " + replica, within, () -> isFresh(afterMillis, fresh));
    probe.requireHealthy();
  }

  /** The longest time without output of it since a time, in seconds. */
  double gapSince(long millis) {
    return timeline.longestGapMillis(millis, System.currentTimeMillis()) / 1_000.0;
  }

  @Override
  public void close() throws InterruptedException {
    probe.close();
  }

  private boolean isFresh(long afterMillis, long fresh) {
    List<Arrival> arrivals = timeline.arrivals();
    if (arrivals.isEmpty()) {
      return false;
    }
    Arrival last = arrivals.get(arrivals.size() - 1);
    return last.atMillis() > afterMillis && last.worstLatencyMillis() < fresh;
  }
}
