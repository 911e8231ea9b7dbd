package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Outcome;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The key that a record has, or will be written with. */
final class RecordKey {

  private RecordKey() {}

  /** Compares by content; null where the record has no key and will have none. */
  static @Nullable ByteBuffer of(Outcome outcome) {
    byte[] key = outcome.record().key();
    if (key != null) {
      return ByteBuffer.wrap(key);
    }
    if (outcome instanceof Event event) {
      String subject = event.attributes().subject();
      return ByteBuffer.wrap((subject != null ? subject : event.id()).getBytes(UTF_8));
    }
    return null;
  }
}
