package dev.breakwater.scripts.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A job as a round starts it, with the shipped configuration and these options over it.
 *
 * @param name of the job; its configuration is {@code conf/jobs/NAME.yaml}
 * @param options {@code --key}, value…; the last of a key counts
 */
record JobSpec(String name, String instance, int parallelism, List<String> options) {

  JobSpec {
    options = List.copyOf(options);
  }

  /** With more options, over those it has. */
  JobSpec with(List<String> more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(more);
    return new JobSpec(name, instance, parallelism, all);
  }

  static JobSpec ingest(RunTopics topics, int parallelism, String... sources) {
    return new JobSpec(
        "ingest",
        topics.instance(),
        parallelism,
        List.of(
            "--source.topics",
            String.join(",", sources),
            "--sink.topic",
            topics.clean(),
            "--dead-letter.topic",
            topics.dead()));
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
