package dev.breakwater.operators.window;

import dev.breakwater.operators.event.Varints;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The exact sum of decimal numbers, so the same in whatever order they came.
 *
 * <p>While it fits it is one long with a scale; what does not fit is moved to a {@link BigDecimal}.
 * Bounded, since numbers are ({@link Reading}).
 */
final class ExactSum {

  private static final long[] POWERS_OF_TEN = new long[19];

  static {
    POWERS_OF_TEN[0] = 1;
    for (int i = 1; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = 10 * POWERS_OF_TEN[i - 1];
    }
  }

  private long unscaled;
  private int scale;
  private @Nullable BigDecimal rest;

  /**
   * @param numberScale 0 to 18
   */
  void add(long number, int numberScale) {
    long added = number;
    if (numberScale < scale) {
      long power = POWERS_OF_TEN[scale - numberScale];
      added = number * power;
      if (Math.multiplyHigh(number, power) != added >> 63) {
        add(BigDecimal.valueOf(number, numberScale));
        return;
      }
    } else if (numberScale > scale) {
      raiseScale(numberScale);
    }
    long sum = unscaled + added;
    if (((unscaled ^ sum) & (added ^ sum)) < 0) {
      spill(scale);
      sum = added;
    }
    unscaled = sum;
  }

  void add(BigDecimal number) {
    rest = rest == null ? number : rest.add(number);
  }

  void add(ExactSum other) {
    add(other.unscaled, other.scale);
    if (other.rest != null) {
      add(other.rest);
    }
  }

  BigDecimal value() {
    BigDecimal compact = BigDecimal.valueOf(unscaled, scale);
    return rest == null ? compact : rest.add(compact);
  }

  private void raiseScale(int higher) {
    long power = POWERS_OF_TEN[higher - scale];
    long raised = unscaled * power;
    if (Math.multiplyHigh(unscaled, power) == raised >> 63) {
      unscaled = raised;
      scale = higher;
    } else {
      spill(higher);
    }
  }

  private void spill(int newScale) {
    add(BigDecimal.valueOf(unscaled, scale));
    unscaled = 0;
    scale = newScale;
  }

  int bytes() {
    return rest == null ? 0 : rest.precision() / 2;
  }

  void write(DataOutputView out) throws IOException {
    Varints.writeLong(unscaled, out);
    out.writeByte(scale);
    Decimals.write(rest, out);
  }

  static ExactSum read(DataInputView in) throws IOException {
    ExactSum sum = new ExactSum();
    sum.unscaled = Varints.readLong(in);
    sum.scale = in.readByte();
    sum.rest = Decimals.read(in);
    return sum;
  }
}
