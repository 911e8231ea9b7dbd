package dev.breakwater.operators.input;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.api.connector.source.SourceSplit;

/** How splits of a kind are written in checkpoints. */
public interface SplitFormat<S extends SourceSplit> {

  /** Of the only version that it reads. */
  int version();

  /** What a split is, for messages: {@code queue}. */
  String what();

  void write(S split, DataOutputStream out) throws IOException;

  S read(DataInputStream in) throws IOException;

  /**
   * Checks that something was written in this format.
   *
   * @throws IOException if not
   */
  default void require(int version) throws IOException {
    if (version != version()) {
      throw new IOException(
          "state of a %s must be of version %d, was %d".formatted(what(), version(), version));
    }
  }
}
