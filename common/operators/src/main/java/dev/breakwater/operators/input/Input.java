package dev.breakwater.operators.input;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.event.RawRecord;
import java.util.List;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.ReadableConfig;

/** Where one job reads, configured and checked. Used on the client only. */
public interface Input {

  /** The name of its kind. */
  String kind();

  /** The Kafka topics that it reads; none where another broker is read. */
  List<String> topics();

  /**
   * Whether a record that was read can be read again by its position, for as long as the broker
   * keeps it.
   */
  boolean replayable();

  /**
   * Checks that Flink's own configuration can keep what the input promises.
   *
   * @param flink the configuration that the job runs with
   * @throws ConfigException if it cannot
   */
  void requireCheckpointing(ReadableConfig flink) throws ConfigException;

  /** The source: hands over what was read and cannot fail because of what a record contains. */
  Source<RawRecord, ?, ?> source();
}
