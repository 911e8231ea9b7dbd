package dev.breakwater.scripts.bench;

import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How many record values there are, and a checksum over them that does not depend on their order.
 * Two tallies are equal when the same values are in both, each as often.
 */
final class Tally {

  private final CRC32C crc = new CRC32C();
  private long records;
  private long checksum;

  void add(byte @Nullable [] value) {
    records++;
    if (value != null) {
      crc.reset();
      crc.update(value);
      checksum += crc.getValue() * 0x9E3779B97F4A7C15L ^ value.length;
    }
  }

  long records() {
    return records;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tally that && records == that.records && checksum == that.checksum;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(checksum);
  }

  @Override
  public String toString() {
    return "%,d records, checksum %016x".formatted(records, checksum);
  }
}
