package dev.breakwater.operators.redrive;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.Headers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The frameworks whose dead letters are understood. */
public enum Dialect {
  /** Our own jobs. */
  BREAKWATER(DeadLetterHeaders.PREFIX, new BreakwaterReader()),
  /** Sinks of Kafka Connect. */
  CONNECT(ConnectReader.PREFIX, new ConnectReader()),
  /** Kafka Streams, KIP-1034. */
  STREAMS(StreamsReader.PREFIX, new StreamsReader()),
  /** Spring Kafka. */
  SPRING(SpringReader.PREFIX, new SpringReader());

  private final String prefix;
  private final FailureReader reader;

  Dialect(String prefix, FailureReader reader) {
    this.prefix = prefix;
    this.reader = reader;
  }

  /** What the headers say, in the first dialect that they speak; null when in none. */
  public static @Nullable Failure read(Headers headers) {
    HeaderValues values = new HeaderValues(headers);
    for (Dialect dialect : values()) {
      Failure failure = dialect.reader.read(values);
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  /** True for a header that one of them writes on dead letters. */
  static boolean owns(String header) {
    for (Dialect dialect : values()) {
      if (header.startsWith(dialect.prefix)) {
        return true;
      }
    }
    return false;
  }

  /** The text in reports. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
