package dev.breakwater.testkit.proxy;

import java.time.Duration;

/** What a {@link TcpProxy} does with its connections. */
public sealed interface ProxyMode {

  /** Everything passes. */
  record Pass() implements ProxyMode {}

  /**
   * Bytes pass late: by the delay, and by up to the jitter more. At most 64 KiB are on their way in
   * each direction, so a delay also limits the throughput.
   */
  record Delay(Duration delay, Duration jitter) implements ProxyMode {
    public Delay {
      notNegative("delay", delay);
      notNegative("jitter", jitter);
    }
  }

  /** So many bytes pass per second, per connection and direction. */
  record Throttle(long bytesPerSecond) implements ProxyMode {
    public Throttle {
      if (bytesPerSecond < 1) {
        throw new IllegalArgumentException(
            "bytesPerSecond must be positive, was " + bytesPerSecond);
      }
    }
  }

  /** Connections are accepted and stay open; whatever is sent is swallowed, both ways. */
  record Blackhole() implements ProxyMode {}

  /** What is sent in one direction is swallowed, the other one passes. */
  record OneWayDrop(Direction dropped) implements ProxyMode {}

  /** Open connections are reset (RST), and new ones as soon as they are accepted. */
  record Reset() implements ProxyMode {}

  /** New connections are refused; open ones pass. */
  record Refuse() implements ProxyMode {}

  /** Each connection is reset once so many bytes have passed in both directions together. */
  record CutAfter(long bytes) implements ProxyMode {
    public CutAfter {
      if (bytes < 0) {
        throw new IllegalArgumentException("bytes must not be negative, was " + bytes);
      }
    }
  }

  /** Whether a chunk in this direction is to be swallowed. */
  default boolean swallows(Direction direction) {
    return this instanceof Blackhole
        || (this instanceof OneWayDrop oneWay && oneWay.dropped() == direction);
  }

  private static void notNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative, was " + duration);
    }
  }
}
