package dev.breakwater.operators.event;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;

/** A sink of one task and topics of one partition. */
final class AnyContext implements KafkaSinkContext {

  @Override
  public int getParallelInstanceId() {
    return 0;
  }

  @Override
  public int getNumberOfParallelInstances() {
    return 1;
  }

  @Override
  public int[] getPartitionsForTopic(String topic) {
    return new int[] {0};
  }
}
