package dev.breakwater.scripts.doctor.facts;

import dev.breakwater.operators.kafka.SinkConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * The job as its own configuration says.
 *
 * @param file the configuration, as the user named it
 * @param topics what it reads and writes
 * @param sink how its sinks write
 * @param consumer all properties of its consumers; may hold secrets
 * @param dedupHorizon how far apart duplicates may be
 * @param dedupRetention how long it knows an identity
 * @param parallelism as given to doctor; else Flink's is asked for
 */
public record JobFacts(
    String job,
    String file,
    List<JobTopic> topics,
    SinkConfig sink,
    Map<String, String> consumer,
    Duration dedupHorizon,
    Duration dedupRetention,
    OptionalInt parallelism) {

  public JobFacts {
    topics = List.copyOf(topics);
    consumer = Map.copyOf(consumer);
  }

  /** The name of this running copy. */
  public String instance() {
    return sink.instance().name();
  }

  public String bootstrapServers() {
    return String.valueOf(sink.properties().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
  }

  /** Whether its clients need more than an address. */
  public boolean secured() {
    String protocol = sink.properties().get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
    return protocol != null && !protocol.equalsIgnoreCase("PLAINTEXT");
  }

  /** Without the values of properties, which may be secret. */
  @Override
  public String toString() {
    return "JobFacts[%s, %s, %s]".formatted(job, instance(), topics);
  }
}
