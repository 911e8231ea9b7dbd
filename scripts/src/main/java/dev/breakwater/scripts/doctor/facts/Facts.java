package dev.breakwater.scripts.doctor.facts;

/**
 * All that a check may look at.
 *
 * @param flink unknown where no cluster was named
 */
public record Facts(JobFacts job, KafkaFacts kafka, Known<FlinkFacts> flink) {}
