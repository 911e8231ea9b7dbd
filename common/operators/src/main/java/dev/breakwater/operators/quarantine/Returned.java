package dev.breakwater.operators.quarantine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.Lineage;
import dev.breakwater.operators.event.RawRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records that come back: their headers still say where they were read when they failed, and that
 * position is who they are.
 */
final class Returned {

  private Returned() {}

  /** Where the record was read when it failed last; null if it does not come back. */
  static @Nullable String position(RawRecord record) {
    Headers headers = record.headers();
    byte[] topic = headers.last(DeadLetterHeaders.TOPIC);
    byte[] partition = headers.last(DeadLetterHeaders.PARTITION);
    byte[] offset = headers.last(DeadLetterHeaders.OFFSET);
    if (topic == null || partition == null || offset == null) {
      return null;
    }
    Lineage.Position position =
        Lineage.position(
            new String(topic, ISO_8859_1),
            new String(partition, ISO_8859_1),
            new String(offset, ISO_8859_1));
    return position == null
        ? null
        : position.topic() + '-' + position.partition() + '@' + position.offset();
  }

  /** The position that a record which fails now will have when it comes back. */
  static String nextPosition(RawRecord record) {
    // A stub stays one of its original.
    boolean stub = record.headers().last(DeadLetterHeaders.STUB_SHA256) != null;
    String last = stub ? position(record) : null;
    return last != null ? last : record.position();
  }
}
