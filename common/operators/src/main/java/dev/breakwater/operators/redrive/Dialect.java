package dev.breakwater.operators.redrive;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.Headers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The frameworks whose dead letters are understood. */
public enum Dialect {
  /** Our own jobs. */
  BREAKWATER(DeadLetterHeaders.PREFIX),
  /** Sinks of Kafka Connect. */
  CONNECT(ConnectReader.PREFIX),
  /** Kafka Streams, KIP-1034. */
  STREAMS(StreamsReader.PREFIX),
  /** Spring Kafka. */
  SPRING(SpringReader.PREFIX);

  private final String prefix;

  Dialect(String prefix) {
    this.prefix = prefix;
  }

  private FailureReader reader() {
    return switch (this) {
      case BREAKWATER -> BreakwaterReader.INSTANCE;
      case CONNECT -> ConnectReader.INSTANCE;
      case STREAMS -> StreamsReader.INSTANCE;
      case SPRING -> SpringReader.INSTANCE;
    };
  }

  /** What the headers say, in the first dialect that they speak; null when in none. */
  public static @Nullable Failure read(Headers headers) {
    HeaderValues values = new HeaderValues(headers);
    for (Dialect dialect : values()) {
      Failure failure = dialect.reader().read(values);
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
