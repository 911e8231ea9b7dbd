package dev.breakwater.testkit.ingest;

import dev.breakwater.testkit.kafka.TopicReader;
import dev.breakwater.testkit.verdict.Judge;
import dev.breakwater.testkit.verdict.Reading;
import dev.breakwater.testkit.verdict.Verdict;
import dev.breakwater.testkit.workload.GroundTruth;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * The three topics into which a job writes what is well, what is not, and what it had already, with
 * a number of partitions each.
 */
record Outputs(
    String bootstrapServers, String clean, String dead, String duplicates, int partitions) {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int ANSWER_SECONDS = 30;

  /** How many records they hold, committed or not, and marks of transactions with them. */
  long written() throws Exception {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (String topic : List.of(clean, dead, duplicates)) {
      for (int partition = 0; partition < partitions; partition++) {
        latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
    }
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      return admin
          .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
          .all()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS)
          .values()
          .stream()
          .mapToLong(end -> end.offset())
          .sum();
    }
  }

  /** How many committed records they hold. */
  int committed() {
    return read(clean).size() + read(dead).size() + read(duplicates).size();
  }

  /** How many committed records each holds. */
  String counts() {
    return "%d clean, %d dead, %d duplicates"
        .formatted(read(clean).size(), read(dead).size(), read(duplicates).size());
  }

  /** Whether each holds as many committed records as it should, or more. */
  boolean holdAll(GroundTruth truth) {
    return read(clean).size() >= truth.clean()
        && read(dead).size() >= truth.dead().size()
        && read(duplicates).size() >= truth.duplicates();
  }

  /** What a judge says of what is committed among the clean and the dead. */
  Verdict verdict(GroundTruth truth) {
    Judge judge = new Judge(truth, Reading.ofIngest());
    read(clean).forEach(judge::clean);
    read(dead).forEach(judge::dead);
    return judge.verdict();
  }

  /** The committed records of one of them. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return TopicReader.readAll(bootstrapServers, topic, DEADLINE);
  }
}
