package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.input.Input;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.ReadableConfig;

/** RabbitMQ's streams as the input of a job. */
record RabbitStreamInput(RabbitStreamConfig config) implements Input {

  static final String KIND = "rabbitmq-stream";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<String> topics() {
    return List.of();
  }

  @Override
  public boolean replayable() {
    return true;
  }

  /** Offsets are in the state, and the server is told nothing: there is nothing to require. */
  @Override
  public void requireCheckpointing(ReadableConfig flink) {}

  @Override
  public Source<RawRecord, ?, ?> source() {
    return new RabbitStreamSource(config);
  }
}
