package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.input.Input;
import dev.breakwater.scripts.replicas.ReplicaOptions;
import dev.breakwater.scripts.replicas.ReplicaOptions.Copy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A job as a round starts it, with the shipped configuration and these options over it.
 *
 * @param name of the job; its configuration is {@code conf/jobs/NAME.yaml}, with a connector {@code
 *     conf/jobs/NAME-KIND.yaml}
 * @param instance of a replica: that of all replicas
 * @param options {@code --key}, value…; the last of a key counts
 * @param replica its name, for one of several copies beside each other
 * @param connector by what it reads
 */
record JobSpec(
    String name,
    String instance,
    int parallelism,
    List<String> options,
    @Nullable String replica,
    Connector connector) {

  private static final String BUCKET = "1 h";
  private static final Duration AUDIT_STARTS = Duration.ofSeconds(5);

  JobSpec {
    options = List.copyOf(options);
  }

  JobSpec(String name, String instance, int parallelism, List<String> options) {
    this(name, instance, parallelism, options, null, Connector.KAFKA);
  }

  /** With more options, over those it has. */
  JobSpec with(List<String> more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(more);
    return new JobSpec(name, instance, parallelism, all, replica, connector);
  }

  /** The options, each key once, with what was said of it last. */
  List<String> lastOfEach() {
    Map<String, String> last = new LinkedHashMap<>();
    for (int i = 0; i < options.size(); i += 2) {
      last.put(options.get(i), options.get(i + 1));
    }
    return last.entrySet().stream()
        .flatMap(option -> Stream.of(option.getKey(), option.getValue()))
        .toList();
  }

  static JobSpec ingest(RunTopics topics, int parallelism, String... sources) {
    List<String> read = List.of("--source.topics", String.join(",", sources));
    return ingest(topics, parallelism, read, Connector.KAFKA);
  }

  /** The same out of what is no Kafka. */
  static JobSpec ingest(RunTopics topics, int parallelism, Input input, Partners partners) {
    List<String> read = partners.input().options(partners.inputPort());
    Connector connector = new Connector(input, partners.input().secrets());
    return ingest(topics, parallelism, read, connector);
  }

  private static JobSpec ingest(
      RunTopics topics, int parallelism, List<String> read, Connector connector) {
    return new JobSpec("ingest", topics.instance(), parallelism, read, null, connector)
        .with(List.of("--sink.topic", topics.clean(), "--dead-letter.topic", topics.dead()));
  }

  /** A copy of the input beside ingest, to a topic that nobody else writes. */
  static JobSpec copy(RunTopics topics) {
    return new JobSpec(
        "ingest",
        topics.instance("copy"),
        1,
        List.of(
            "--source.topics",
            topics.in(),
            "--sink.topic",
            topics.parked(),
            "--dead-letter.topic",
            topics.inRetry()));
  }

  /**
   * @param airports of the service it asks, as {@code http://host:port}
   */
  static JobSpec enrich(RunTopics topics, int parallelism, String airports) {
    return new JobSpec(
        "enrich",
        topics.instance("enrich"),
        parallelism,
        List.of(
            "--source.topics",
            topics.clean() + "," + topics.cleanRetry(),
            "--lookup.url",
            airports + "/airports/{/origin}",
            "--sink.topic",
            topics.enriched(),
            "--dead-letter.topic",
            topics.enrichDead()));
  }

  /** The same job, which keeps books. */
  JobSpec withBooks(RunTopics topics) {
    return with(List.of("--ledger.topic", topics.ledger(), "--ledger.bucket", BUCKET));
  }

  /**
   * The audit of what ingest and enrich book.
   *
   * @param grace longer than a record is under way
   */
  static JobSpec audit(RunTopics topics, Duration grace) {
    return new JobSpec(
        "audit",
        topics.instance("audit"),
        1,
        List.of(
            "--source.topics",
            topics.ledger(),
            "--audit.grace",
            grace.toSeconds() + " s",
            "--audit.silence",
            grace.plus(AUDIT_STARTS).toSeconds() + " s",
            "--audit.readers",
            topics.clean() + "=" + topics.instance("enrich"),
            "--audit.witness",
            String.join(";", topics.dead(), topics.enriched(), topics.enrichDead()),
            "--ledger.topic",
            topics.ledger(),
            "--ledger.bucket",
            BUCKET,
            "--sink.topic",
            topics.verdicts(),
            "--dead-letter.topic",
            topics.auditDead()));
  }

  /** A replica of aggregate. */
  static JobSpec aggregate(RunTopics topics, String replica) {
    return new JobSpec(
        "aggregate",
        topics.instance("aggregate"),
        1,
        ReplicaOptions.aggregate(topics.in(), topics.delays(), topics.dead()),
        replica,
        Connector.KAFKA);
  }

  /**
   * @param replicas in the order of their rank
   */
  static JobSpec reconcile(RunTopics topics, List<Copy> replicas) {
    return new JobSpec(
            "reconcile",
            topics.instance("reconcile"),
            1,
            ReplicaOptions.reconcile(
                replicas, topics.results(), topics.discrepancies(), topics.reconcileDead()))
        .with(ReplicaOptions.verifyFor(ReplicaOptions.VERIFY));
  }

  /**
   * One shot: what is in a dead-letter topic now, to where it is tried again.
   *
   * @param filter options that choose among the dead letters
   */
  static JobSpec redrive(RunTopics topics, String from, String to, String... filter) {
    Stream<String> own =
        Stream.of(
            "--source.topics",
            from,
            "--redrive.target",
            to,
            "--redrive.targets",
            to,
            "--redrive.parking-topic",
            topics.parked());
    return new JobSpec(
        "redrive", topics.instance("redrive"), 1, Stream.concat(own, Stream.of(filter)).toList());
  }
}
