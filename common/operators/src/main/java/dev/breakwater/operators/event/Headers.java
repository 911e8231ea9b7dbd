package dev.breakwater.operators.event;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The headers of one Kafka record, in their order, names possibly repeated, values possibly null:
 * whatever a producer may have written.
 */
public final class Headers {

  public static final Headers EMPTY = new Headers(new String[0], new byte[0][]);

  private final String[] names;
  private final byte[] @Nullable [] values;

  /** Takes over both arrays, which must be of one length. */
  public Headers(String[] names, byte[] @Nullable [] values) {
    if (names.length != values.length) {
      throw new IllegalArgumentException(
          "headers need one value per name, were %d names and %d values"
              .formatted(names.length, values.length));
    }
    this.names = names;
    this.values = values;
  }

  public int size() {
    return names.length;
  }

  public String name(int index) {
    return names[index];
  }

  public byte @Nullable [] value(int index) {
    return values[index];
  }

  /** The value of the last header of this name, as Kafka's own {@code lastHeader}; else null. */
  public byte @Nullable [] last(String name) {
    for (int i = names.length - 1; i >= 0; i--) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return null;
  }

  /** These, without any of that name, and then one of that name with that value. */
  public Headers with(String name, byte[] value) {
    int kept = 0;
    for (String each : names) {
      kept += each.equals(name) ? 0 : 1;
    }
    String[] newNames = new String[kept + 1];
    byte[][] newValues = new byte[kept + 1][];
    int next = 0;
    for (int i = 0; i < names.length; i++) {
      if (!names[i].equals(name)) {
        newNames[next] = names[i];
        newValues[next++] = values[i];
      }
    }
    newNames[next] = name;
    newValues[next] = value;
    return new Headers(newNames, newValues);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Headers that
        && Arrays.equals(names, that.names)
        && Arrays.deepEquals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(names), Arrays.deepHashCode(values));
  }

  /** Names only: values may be personal data. */
  @Override
  public String toString() {
    return "Headers" + Arrays.toString(names);
  }
}
