package dev.breakwater.testkit.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of a broker; all optional. */
public final class EmbeddedKafkaBuilder {

  final Map<String, String> properties = new HashMap<>();
  @Nullable Path directory;
  @Nullable BrokerSecurity security;
  int port;
  long minimumFreeBytes = 256L << 20;

  EmbeddedKafkaBuilder() {}

  /** Where to keep the data, kept on close; default: a temporary directory, deleted on close. */
  public EmbeddedKafkaBuilder directory(Path path) {
    this.directory = path;
    return this;
  }

  /** A setting of the broker by Kafka's name; wins over the defaults except for place and port. */
  public EmbeddedKafkaBuilder property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /** Clients must come over TLS and prove who they are; default: anybody may do anything. */
  public EmbeddedKafkaBuilder security(BrokerSecurity value) {
    this.security = value;
    return this;
  }

  /** The port for clients; 0, the default, takes a free one and keeps it. */
  public EmbeddedKafkaBuilder port(int value) {
    if (value < 0 || value > 65_535) {
      throw new IllegalArgumentException("port must be in 0 to 65535, was " + value);
    }
    this.port = value;
    return this;
  }

  /** The space that its file system must have at start, in bytes; default 256 MiB. */
  public EmbeddedKafkaBuilder minimumFreeBytes(long bytes) {
    this.minimumFreeBytes = bytes;
    return this;
  }

  /** A broker that is not started yet. */
  public EmbeddedKafka build() {
    return new EmbeddedKafka(this);
  }

  /** A broker that is running; nothing is left behind when it cannot start. */
  public EmbeddedKafka start() {
    EmbeddedKafka kafka = build();
    try {
      return kafka.start();
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
  }
}
