package dev.breakwater.operators.input;

import java.io.IOException;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;

/** How long a partition has been without its broker. For one thread. */
public final class ConnectionWatch {

  private final String partition;
  private final ConfigOption<Duration> option;
  private long connectedNanos = System.nanoTime();

  /**
   * @param option that says how long it may be, for messages
   */
  public ConnectionWatch(String partition, ConfigOption<Duration> option) {
    this.partition = partition;
    this.option = option;
  }

  /**
   * Gives up when it was for longer than that.
   *
   * @throws IOException then
   */
  public void require(boolean connected, long nowNanos, Duration atMost) throws IOException {
    if (connected) {
      connectedNanos = nowNanos;
    } else if (nowNanos - connectedNanos > atMost.toNanos()) {
      throw new IOException(
          "%s has been without its broker for longer than %s, which is %s"
              .formatted(partition, option.key(), atMost));
    }
  }
}
