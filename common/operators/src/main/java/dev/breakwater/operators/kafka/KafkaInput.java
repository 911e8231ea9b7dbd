package dev.breakwater.operators.kafka;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.input.Input;
import dev.breakwater.operators.input.Inputs;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.ReadableConfig;

/** Kafka's topics as the input of a job. */
record KafkaInput(SourceConfig config) implements Input {

  @Override
  public String kind() {
    return Inputs.KAFKA;
  }

  @Override
  public List<String> topics() {
    return config.topics();
  }

  @Override
  public boolean replayable() {
    return true;
  }

  /** Offsets are in the state; without checkpoints there is nothing to go on from, as always. */
  @Override
  public void requireCheckpointing(ReadableConfig flink) {}

  @Override
  public Source<RawRecord, ?, ?> source() {
    return KafkaSources.raw(config);
  }
}
