package dev.breakwater.operators.input;

import dev.breakwater.operators.event.RawRecord;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.ReadableConfig;

/** Stands in for an input whose connector is not there, so that all else can still be checked. */
record AbsentInput(String kind) implements Input {

  @Override
  public List<String> topics() {
    return List.of();
  }

  @Override
  public boolean replayable() {
    return true;
  }

  @Override
  public void requireCheckpointing(ReadableConfig flink) {}

  @Override
  public Source<RawRecord, ?, ?> source() {
    throw new IllegalStateException("there is no connector for source.kind " + kind);
  }
}
