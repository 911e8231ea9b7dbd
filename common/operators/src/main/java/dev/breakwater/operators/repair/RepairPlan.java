package dev.breakwater.operators.repair;

import dev.breakwater.operators.kafka.TopicEnds;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * What a job has to know to leave out what its outputs hold: where they are and, when it starts
 * with a repair, where they ended before it wrote anything.
 *
 * @param ends the end of each partition of the outputs, all writers counted; empty when this start
 *     does not repair
 * @param horizonMillis within which events of one identity are duplicates
 * @param properties of the consumers that read the outputs; may hold secrets
 */
public record RepairPlan(
    RepairConfig config,
    List<RepairOutput> outputs,
    Map<TopicPartition, Long> ends,
    long horizonMillis,
    Map<String, String> properties)
    implements Serializable {

  public RepairPlan {
    outputs = List.copyOf(outputs);
    ends = Map.copyOf(ends);
    properties = Map.copyOf(properties);
  }

  /**
   * Makes the plan; asks the broker where the outputs end only if this start repairs. The run that
   * is repaired must have ended: what it writes later is not seen.
   *
   * @throws IllegalStateException if the broker does not say
   */
  public static RepairPlan of(
      RepairConfig config,
      List<RepairOutput> outputs,
      long horizonMillis,
      Map<String, String> properties) {
    Map<TopicPartition, Long> ends =
        config.enabled()
            ? TopicEnds.of(
                "repair.enabled", outputs.stream().map(RepairOutput::topic).toList(), properties)
            : Map.of();
    return new RepairPlan(config, outputs, ends, horizonMillis, properties);
  }

  /** Without the values of properties, which may be secret. */
  @Override
  public String toString() {
    return "RepairPlan[%s, %s, ends=%s, horizonMillis=%d, properties=%s]"
        .formatted(config, outputs, ends, horizonMillis, new TreeSet<>(properties.keySet()));
  }
}
