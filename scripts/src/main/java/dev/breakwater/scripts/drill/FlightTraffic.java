package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.replicas.FinalResults;
import dev.breakwater.scripts.replicas.FlightFeed;
import dev.breakwater.scripts.replicas.LyingRelay;
import dev.breakwater.scripts.replicas.ReplicaOptions;
import dev.breakwater.scripts.replicas.ReplicaTopics;
import dev.breakwater.scripts.replicas.Testimony;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Flights that depart now, for replicas of {@code aggregate}; one of them may be made to lie. */
final class FlightTraffic implements Traffic {

  private static final FinalResults.Waits WAITS =
      new FinalResults.Waits(Duration.ofMinutes(1), ReplicaOptions.VERIFY);

  private final RunTopics topics;
  private final boolean relayed;
  private String bootstrap = "";
  private @Nullable FlightFeed feed;
  private @Nullable LyingRelay relay;
  private long secondFrom = FinalResults.NEVER;

  /**
   * @param relayed whether the results of {@link Pipeline#LIAR} are handed on by a relay
   */
  FlightTraffic(RunTopics topics, boolean relayed) {
    this.topics = topics;
    this.relayed = relayed;
  }

  /**
   * Who hands on what {@link Pipeline#LIAR} says.
   *
   * @throws IllegalStateException when nobody does
   */
  LyingRelay relay() {
    if (relay == null) {
      throw new IllegalStateException("no replica's results are relayed");
    }
    return relay;
  }

  /** From results of this time on, epoch milliseconds, those of the second version are right. */
  void secondVersionFrom(long millis) {
    secondFrom = millis;
  }

  @Override
  public String events() {
    return topics.results();
  }

  @Override
  public List<String> dead() {
    return List.of(topics.dead(), topics.reconcileDead());
  }

  /** Of a result: when the latest flight departed that is in it. */
  @Override
  public long dueMillis(ConsumerRecord<byte[], byte[]> event) {
    return event.timestamp();
  }

  @Override
  public void start(String servers, int rate, long seed) {
    bootstrap = servers;
    if (relayed) {
      String honest = topics.delays(Pipeline.LIAR);
      relay = LyingRelay.start(servers, honest, topics.relayed(), Pipeline.LIAR, seed);
    }
    feed = FlightFeed.start(servers, topics.in(), rate, seed);
  }

  @Override
  public long acknowledged() {
    return feed().acknowledged();
  }

  @Override
  public Outcome finish() throws InterruptedException {
    feed().finish();
    ReplicaTopics read =
        new ReplicaTopics(
            topics.in(),
            topics.results(),
            topics.discrepancies(),
            topics.dead(),
            topics.reconcileDead());
    FinalResults.Result result =
        FinalResults.read(bootstrap, read, feed().sent(), secondFrom, WAITS);
    List<String> told = relay == null ? List.of() : relay.told();
    return new Outcome(
        result.verdict(),
        result.complaints(),
        Map.of(),
        0,
        Testimony.of(told, result.discrepancies()));
  }

  @Override
  public void close() throws InterruptedException {
    if (feed != null) {
      feed.close();
    }
    if (relay != null) {
      relay.close();
    }
  }

  private FlightFeed feed() {
    if (feed == null) {
      throw new IllegalStateException("nothing is sent yet");
    }
    return feed;
  }
}
