package dev.breakwater.operators.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.OutputKey;
import dev.breakwater.operators.event.OwnTypeInfo;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** Whose order is kept: the bytes of the key that records are written with. */
final class QuarantineKey {

  static final TypeInformation<QuarantineKey> TYPE =
      OwnTypeInfo.ofKey(QuarantineKey.class, QuarantineKeySerializer.INSTANCE);

  private final byte[] bytes;
  private final int hash;

  /** Takes the array over. */
  QuarantineKey(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  /**
   * The output key. A dead letter without a key has its position for one, so that such are spread.
   */
  static QuarantineKey of(Outcome outcome) {
    if (outcome instanceof Event event) {
      return new QuarantineKey(OutputKey.of(event));
    }
    byte[] key = OutputKey.ofUndecoded(outcome.record());
    return new QuarantineKey(key != null ? key : outcome.record().position().getBytes(UTF_8));
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof QuarantineKey that
        && hash == that.hash
        && Arrays.equals(bytes, that.bytes);
  }

  /** Decides the key group: never changes. */
  @Override
  public int hashCode() {
    return hash;
  }

  /** The size only: keys may be personal data. */
  @Override
  public String toString() {
    return "QuarantineKey[" + bytes.length + " B]";
  }
}
