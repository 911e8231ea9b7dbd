package dev.breakwater.operators.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.RawRecord;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells which replica a record comes from. */
final class Replicas {

  /** No replica that is known. */
  static final int UNKNOWN = -1;

  private final @Nullable String header;
  private final String[] topics;
  private final byte[][] names;

  Replicas(List<Replica> replicas, @Nullable String header) {
    this.header = header;
    this.topics = replicas.stream().map(Replica::topic).toArray(String[]::new);
    this.names =
        replicas.stream().map(replica -> replica.name().getBytes(UTF_8)).toArray(byte[][]::new);
  }

  /** The position of the record's replica, or {@link #UNKNOWN}. */
  int of(RawRecord record) {
    if (header == null) {
      for (int i = 0; i < topics.length; i++) {
        if (topics[i].equals(record.topic())) {
          return i;
        }
      }
      return UNKNOWN;
    }
    byte[] said = record.headers().last(header);
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(names[i], said)) {
        return i;
      }
    }
    return UNKNOWN;
  }
}
