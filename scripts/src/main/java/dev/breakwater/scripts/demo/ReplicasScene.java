package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.replicas.FinalResults;
import dev.breakwater.scripts.replicas.FlightFeed;
import dev.breakwater.scripts.replicas.LyingRelay;
import dev.breakwater.scripts.replicas.ReplicaOptions;
import dev.breakwater.scripts.replicas.ReplicaOptions.Copy;
import dev.breakwater.scripts.replicas.ReplicaTopics;
import dev.breakwater.testkit.flink.LocalFlink;
import dev.breakwater.testkit.flink.LocalJob;
import dev.breakwater.testkit.kafka.EmbeddedKafka;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The parts at work: what sends, what breaks, what reads. */
final class ReplicasScene {

  private static final String PRIMARY = "a";
  private static final String LIAR = "c";
  private static final List<String> REPLICAS = List.of(PRIMARY, "b", LIAR);
  private static final int PARTITIONS = 4;
  private static final Duration VERIFY = Duration.ofSeconds(6);
  private static final String RELAYED = "flights.delays.relayed";
  private static final String DELAYS = "flights.delays";
  private static final ReplicaTopics TOPICS =
      new ReplicaTopics(
          DemoTopics.CLEAN,
          DELAYS,
          "flights.delays.discrepancies",
          "flights.aggregate.dead",
          "flights.delays.dead");

  private final DemoSettings settings;
  private final DemoCluster cluster;
  private final List<LocalJob> jobs = new ArrayList<>();
  private final ReplicasAudit audit;
  private final LyingRelay relay;
  private final FlightFeed feed;
  private final ReplicaFault fault;
  private final LyingTime lying;
  private final Samples samples = new Samples();
  private final long start;

  /** Starts what has threads; all of it is closed by the resources. */
  ReplicasScene(DemoSettings settings, DemoCluster cluster, Resources resources) {
    this.settings = settings;
    this.cluster = cluster;
    createTopics(cluster.kafka());
    String bootstrap = cluster.kafka().bootstrapServers();
    int ofPrimary = startJobs();
    this.relay =
        resources.add(LyingRelay.start(bootstrap, topic(LIAR), RELAYED, LIAR, settings.seed()));
    this.audit = resources.add(new ReplicasAudit(bootstrap, copies(), TOPICS));
    this.feed =
        resources.add(
            FlightFeed.start(bootstrap, TOPICS.flights(), settings.rate(), settings.seed()));
    this.fault = new ReplicaFault(cluster.flink(), ofPrimary, settings.events() / 3);
    this.lying = new LyingTime(relay, settings.events() * 2L / 3);
    this.start = System.nanoTime();
  }

  String primary() {
    return PRIMARY;
  }

  Samples samples() {
    return samples;
  }

  /** How things are now. */
  ReplicasSnapshot look() {
    audit.poll();
    return snapshot();
  }

  /** How things were in the end. */
  ReplicasSnapshot last() {
    audit.drain();
    return snapshot();
  }

  private ReplicasSnapshot snapshot() {
    long elapsed = (System.nanoTime() - start) / 1_000_000;
    samples.add(elapsed, feed.sent(), audit.results());
    return new ReplicasSnapshot(
        elapsed,
        settings.events(),
        feed.sent(),
        samples.sentPerSecond(),
        samples.enrichedPerSecond(),
        audit.seen(),
        fault.state(),
        lying.state(),
        cluster.flink().taskManagers().size());
  }

  /**
   * Does what is due at this moment.
   *
   * @return true when all is sent
   */
  boolean tick(ReplicasSnapshot now) {
    requireHealthy();
    if (settings.faults()) {
      fault.tick(now.elapsedMillis(), now.sent());
      lying.tick(now.elapsedMillis(), now.sent());
    }
    return now.sent() >= settings.events() && (!settings.faults() || lying.over());
  }

  /** Sends no more, and judges all of it. */
  FinalResults.Result finish(Duration patience) throws InterruptedException {
    feed.finish();
    String bootstrap = cluster.kafka().bootstrapServers();
    return FinalResults.read(
        bootstrap, TOPICS, feed.sent(), new FinalResults.Waits(patience, VERIFY));
  }

  /** What the liar said, each as the finding that must name it. */
  List<String> lies() {
    return relay.told();
  }

  /** Each job takes the one slot that is free, so it is known which TaskManager carries it. */
  private int startJobs() {
    LocalFlink flink = cluster.flink();
    DemoJobs starts = cluster.jobs();
    int ofPrimary = flink.taskManagers().get(0);
    for (String replica : REPLICAS) {
      List<String> options =
          ReplicaOptions.aggregate(TOPICS.flights(), topic(replica), TOPICS.late());
      jobs.add(starts.startReplica(replica, options).job());
      flink.startTaskManager();
    }
    List<String> reconcile =
        new ArrayList<>(
            ReplicaOptions.reconcile(
                copies(), TOPICS.results(), TOPICS.discrepancies(), TOPICS.dead()));
    reconcile.addAll(List.of("--quorum.mode", "primary"));
    reconcile.addAll(List.of("--quorum.deadline", "5 s"));
    reconcile.addAll(ReplicaOptions.verifyFor(VERIFY));
    jobs.add(starts.startReconcile(reconcile).job());
    return ofPrimary;
  }

  private static void createTopics(EmbeddedKafka kafka) {
    Stream.concat(
            Stream.of(
                RELAYED,
                TOPICS.flights(),
                TOPICS.results(),
                TOPICS.discrepancies(),
                TOPICS.late(),
                TOPICS.dead()),
            REPLICAS.stream().map(ReplicasScene::topic))
        .forEach(topic -> kafka.createTopic(topic, PARTITIONS));
  }

  private static List<Copy> copies() {
    return REPLICAS.stream()
        .map(name -> new Copy(name, name.equals(LIAR) ? RELAYED : topic(name)))
        .toList();
  }

  private static String topic(String replica) {
    return DELAYS + '.' + replica;
  }

  private void requireHealthy() {
    cluster.kafka().requireHealthy();
    feed.requireHealthy();
    for (LocalJob job : jobs) {
      if (job.status().isGloballyTerminalState()) {
        throw new DemoException(
            "a job has ended, its state is %s: %s".formatted(job.status(), job.lastFailure()));
      }
    }
  }
}
