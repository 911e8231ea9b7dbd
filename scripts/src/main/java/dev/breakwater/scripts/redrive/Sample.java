package dev.breakwater.scripts.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.redrive.Failure;
import org.jspecify.annotations.Nullable;

/**
 * One dead letter, without what may be personal: of the key the first characters, of the value its
 * size.
 */
record Sample(String position, String original, String key, String value, String job) {

  private static final int SHOWN = 2;

  static Sample of(RawRecord record, @Nullable Failure failure) {
    byte[] value = record.value();
    return new Sample(
        record.position(),
        failure == null ? "-" : original(failure.original()),
        masked(record.key()),
        value == null ? "no value" : value.length + " B",
        failure == null || failure.job() == null ? "-" : printable(failure.job(), 64));
  }

  private static String original(Failure.Original original) {
    return "%s-%s@%s"
        .formatted(
            original.topic() == null ? "?" : printable(original.topic(), 249),
            original.partition() < 0 ? "?" : original.partition(),
            original.offset() < 0 ? "?" : original.offset());
  }

  private static String masked(byte @Nullable [] key) {
    if (key == null) {
      return "no key";
    }
    String text = printable(new String(key, UTF_8), SHOWN);
    return "%s… (%d B)".formatted(text, key.length);
  }

  /** A terminal acts on control characters. */
  static String printable(String text, int most) {
    String shown = text.substring(0, Math.min(text.length(), most));
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
