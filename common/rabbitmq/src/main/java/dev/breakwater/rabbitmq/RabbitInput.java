package dev.breakwater.rabbitmq;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.input.Input;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.ReadableConfig;

/** RabbitMQ's queues as the input of a job. */
record RabbitInput(RabbitConfig config) implements Input {

  static final String KIND = "rabbitmq";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<String> topics() {
    return List.of();
  }

  /** What was acknowledged is gone. */
  @Override
  public boolean replayable() {
    return false;
  }

  @Override
  public void requireCheckpointing(ReadableConfig flink) throws ConfigException {
    config.requireCheckpointing(flink);
  }

  @Override
  public Source<RawRecord, ?, ?> source() {
    return new RabbitSource(config);
  }
}
