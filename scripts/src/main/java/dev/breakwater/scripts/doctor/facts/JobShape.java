package dev.breakwater.scripts.doctor.facts;

import dev.breakwater.operators.dedup.DedupConfig;
import dev.breakwater.operators.kafka.SinkConfig;
import dev.breakwater.operators.kafka.SourceConfig;
import dev.breakwater.operators.ledger.LedgerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the checks need of a job's configuration, whichever job it is.
 *
 * @param topics what it reads and writes
 * @param sink how its sinks write
 * @param repairs whether lost transactions can be written again, by what the outputs hold
 * @param parallelism where the job has its own, whatever it is submitted with
 * @param dedup null where nothing is deduplicated
 * @param input what it reads in Kafka's place; null for Kafka
 */
public record JobShape(
    List<JobTopic> topics,
    SinkConfig sink,
    boolean repairs,
    OptionalInt parallelism,
    @Nullable DedupConfig dedup,
    @Nullable OtherInput input) {

  public JobShape {
    topics = List.copyOf(topics);
  }

  /** One without repair, deduplication and parallelism of its own. */
  public static JobShape of(SourceConfig source, SinkConfig sink, List<JobTopic> outputs) {
    return of(source.topics(), sink, outputs);
  }

  /** The same of one that may read no topic at all. */
  public static JobShape of(List<String> sources, SinkConfig sink, List<JobTopic> outputs) {
    List<JobTopic> topics = new ArrayList<>();
    sources.forEach(name -> topics.add(new JobTopic(name, JobTopic.Role.SOURCE)));
    topics.addAll(outputs);
    return new JobShape(topics, sink, false, OptionalInt.empty(), null, null);
  }

  /** With the topic of its books, where it keeps any. */
  public JobShape withLedger(LedgerConfig config) {
    if (config.topic() == null) {
      return this;
    }
    List<JobTopic> all = new ArrayList<>(topics);
    all.add(new JobTopic(config.topic(), JobTopic.Role.LEDGER));
    return new JobShape(all, sink, repairs, parallelism, dedup, input);
  }

  public JobShape withRepair() {
    return new JobShape(topics, sink, true, parallelism, dedup, input);
  }

  public JobShape withDedup(DedupConfig config) {
    return new JobShape(topics, sink, repairs, parallelism, config, input);
  }

  /** Out of something else than Kafka's topics; null for those. */
  public JobShape withInput(@Nullable OtherInput other) {
    return new JobShape(topics, sink, repairs, parallelism, dedup, other);
  }

  /** All of it is one subtask. */
  public JobShape single() {
    return new JobShape(topics, sink, repairs, OptionalInt.of(1), dedup, input);
  }

  /** Without the values of properties, which may be secret. */
  @Override
  public String toString() {
    return "JobShape[%s, %s]".formatted(sink.instance(), topics);
  }
}
