package dev.breakwater.operators.redrive;

import dev.breakwater.operators.kafka.TopicEnds;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a redrive asks the broker in its main, before anything runs.
 *
 * @param sourceEnds where the dead-letter topics end; empty when the job goes on for ever
 * @param outputEnds where the topics end that it writes to: what they hold is not sent again
 * @param missing targets that do not exist
 * @param properties of the consumers that read the outputs; may hold secrets
 */
public record RedrivePlan(
    Map<TopicPartition, Long> sourceEnds,
    Map<TopicPartition, Long> outputEnds,
    Set<String> missing,
    Map<String, String> properties)
    implements Serializable {

  private static final Logger LOG = LoggerFactory.getLogger(RedrivePlan.class);

  public RedrivePlan {
    sourceEnds = Map.copyOf(sourceEnds);
    outputEnds = Map.copyOf(outputEnds);
    missing = Set.copyOf(missing);
    properties = Map.copyOf(properties);
  }

  /**
   * Asks. The ends of the sources are taken before those of the outputs.
   *
   * @param sources the dead-letter topics
   * @throws IllegalStateException if the broker does not say, or the sources or the parking topic
   *     do not exist
   */
  public static RedrivePlan of(
      RedriveConfig config, Collection<String> sources, Map<String, String> properties) {
    Map<TopicPartition, Long> sourceEnds =
        config.mode() == Mode.ONE_SHOT
            ? TopicEnds.of("redrive.mode one-shot", sources, properties)
            : Map.of();
    Set<String> missing = TopicEnds.missing("redrive", config.targets().allowed(), properties);
    if (!missing.isEmpty()) {
      LOG.warn("targets do not exist, dead letters for them are parked targets={}", missing);
    }
    Set<String> outputs = new HashSet<>(config.outputs());
    outputs.removeAll(missing);
    outputs.add(config.parkingTopic());
    Map<TopicPartition, Long> outputEnds = TopicEnds.of("redrive", outputs, properties);
    return new RedrivePlan(sourceEnds, outputEnds, missing, properties);
  }

  /** A plan for a graph that is only shown. */
  public static RedrivePlan unasked() {
    return new RedrivePlan(Map.of(), Map.of(), Set.of(), Map.of());
  }

  /** Without the values of properties, which may be secret. */
  @Override
  public String toString() {
    return "RedrivePlan[sourceEnds=%s, outputEnds=%s, missing=%s, properties=%s]"
        .formatted(
            sourceEnds, outputEnds, List.copyOf(missing), new TreeSet<>(properties.keySet()));
  }
}
