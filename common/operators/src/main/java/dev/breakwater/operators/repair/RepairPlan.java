package dev.breakwater.operators.repair;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
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
    Map<TopicPartition, Long> ends = config.enabled() ? ends(outputs, properties) : Map.of();
    return new RepairPlan(config, outputs, ends, horizonMillis, properties);
  }

  private static Map<TopicPartition, Long> ends(
      List<RepairOutput> outputs, Map<String, String> properties) {
    Map<String, Object> known = new HashMap<>(properties);
    known.keySet().retainAll(AdminClientConfig.configNames());
    List<String> topics = outputs.stream().map(RepairOutput::topic).toList();
    try (Admin admin = Admin.create(known)) {
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
        topic
            .partitions()
            .forEach(
                partition ->
                    wanted.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        OffsetSpec.latest()));
      }
      ListOffsetsOptions all = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(wanted, all)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, end.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "repair.enabled needs the ends of the outputs " + topics + ": " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for the ends of " + topics, e);
    }
  }

  /** Without the values of properties, which may be secret. */
  @Override
  public String toString() {
    return "RepairPlan[%s, %s, ends=%s, horizonMillis=%d, properties=%s]"
        .formatted(config, outputs, ends, horizonMillis, new TreeSet<>(properties.keySet()));
  }
}
