package dev.breakwater.operators.input;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Which partitions there are. One thread at a time. */
public interface Discovery extends Closeable {

  /**
   * All partitions of the topics, by the ids of their splits; of a topic that has none, the topic
   * itself.
   *
   * @throws IOException if the server does not say, or a topic is not there
   */
  List<String> partitions(List<String> topics) throws IOException;
}
