package dev.breakwater.operators.input;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/** Opens the partitions of one subtask. Connects with the first of them. */
public interface PartitionClient<S extends SourceSplit> extends Closeable {

  /**
   * Opens partitions where their splits say.
   *
   * @param availability to be told by them of what arrives
   * @throws IOException if one cannot be read
   */
  List<? extends OpenPartition<S>> open(List<S> splits, Availability availability)
      throws IOException;
}
