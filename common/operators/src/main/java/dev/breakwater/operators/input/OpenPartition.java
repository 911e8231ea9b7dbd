package dev.breakwater.operators.input;

import dev.breakwater.operators.event.RawRecord;
import java.io.IOException;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A partition that is being read. For the task's thread, but for {@link #isConnected} and {@link
 * #behind}.
 */
public interface OpenPartition<S extends SourceSplit> {

  /**
   * Hands on what arrived first, or leaves it out.
   *
   * @return false if nothing has arrived; then the availability is told when something does
   * @throws IOException if nothing will arrive any more, or something is missing
   */
  boolean handOn(ReaderOutput<RawRecord> output) throws IOException;

  /** Whether {@link #handOn} has something to do at once. */
  boolean hasArrived();

  /**
   * What has to be known to go on from here. A record that is being handed on is not part of it.
   *
   * @throws IOException if some of what came before is missing
   */
  S snapshot(long checkpoint) throws IOException;

  /** Nothing that a checkpoint has will be asked for again, but by an older one. */
  void complete(long checkpoint) throws IOException;

  /**
   * Gives up when the server was away for too long.
   *
   * @throws IOException then
   */
  void requireConnection(long nowNanos) throws IOException;

  /** Any thread may ask. */
  boolean isConnected();

  /** How many messages are known to wait on the server; 0 where it does not say. For any thread. */
  default long behind() {
    return 0;
  }
}
