package dev.breakwater.pulsar;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.input.Input;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.ReadableConfig;

/** Pulsar's topics as the input of a job. */
record PulsarInput(PulsarConfig config) implements Input {

  static final String KIND = "pulsar";

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

  @Override
  public void requireCheckpointing(ReadableConfig flink) throws ConfigException {
    config.requireCheckpointing(flink);
  }

  @Override
  public Source<RawRecord, ?, ?> source() {
    return new PulsarSource(config);
  }
}
