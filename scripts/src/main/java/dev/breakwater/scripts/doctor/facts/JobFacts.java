package dev.breakwater.scripts.doctor.facts;

import dev.breakwater.operators.dedup.DedupConfig;
import dev.breakwater.operators.kafka.SinkConfig;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * The job as its own configuration says.
 *
 * @param file the configuration, as the user named it
 * @param given the parallelism that doctor was told
 */
public record JobFacts(String job, String file, JobShape shape, OptionalInt given) {

  public List<JobTopic> topics() {
    return shape.topics();
  }

  public SinkConfig sink() {
    return shape.sink();
  }

  /** Null where nothing is deduplicated. */
  public @Nullable DedupConfig dedup() {
    return shape.dedup();
  }

  /** What it reads in Kafka's place; null for Kafka. */
  public @Nullable OtherInput input() {
    return shape.input();
  }

  /** The job's own, else what doctor was told; else Flink's is asked for. */
  public OptionalInt parallelism() {
    return shape.parallelism().isPresent() ? shape.parallelism() : given;
  }

  /** The name of this running copy. */
  public String instance() {
    return sink().instance().name();
  }

  public String bootstrapServers() {
    return String.valueOf(sink().properties().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
  }

  /** Whether its clients need more than an address. */
  public boolean secured() {
    String protocol = sink().properties().get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
    return protocol != null && !protocol.equalsIgnoreCase("PLAINTEXT");
  }
}
