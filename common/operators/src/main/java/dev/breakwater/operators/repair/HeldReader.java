package dev.breakwater.operators.repair;

import dev.breakwater.operators.kafka.CommittedReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Reads what is committed in the outputs, up to where they ended before the repair. */
final class HeldReader {

  private final RepairPlan plan;
  private final Map<String, RepairOutput> outputs = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  HeldReader(RepairPlan plan, Map<TopicPartition, Long> ends) {
    this.plan = plan;
    plan.outputs().forEach(output -> outputs.put(output.topic(), output));
    ends.forEach(
        (partition, end) -> {
          if (outputs.containsKey(partition.topic())) {
            this.ends.put(partition, end);
          }
        });
  }

  /**
   * Adds all of it.
   *
   * @param past the outputs that may hold what comes by again
   * @throws IllegalStateException if a partition makes no progress for twenty minutes
   */
  void readInto(Held held, List<RepairOutput> past) {
    new CommittedReader("repair", plan.properties(), ends, plan.config().outputFrom())
        .forEach(
            record -> {
              RepairOutput output = outputs.get(record.topic());
              if (output != null) {
                held.add(output, record, past.contains(output));
              }
            });
  }
}
