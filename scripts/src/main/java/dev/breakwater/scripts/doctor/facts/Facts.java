package dev.breakwater.scripts.doctor.facts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that a check may look at.
 *
 * @param flink unknown where no cluster was named
 * @param servers of what is read in Kafka's place: why each cannot be reached, empty where it can
 */
public record Facts(
    JobFacts job, KafkaFacts kafka, Known<FlinkFacts> flink, Map<String, String> servers) {

  public Facts {
    servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
  }
}
