package dev.breakwater.operators.window;

import dev.breakwater.operators.event.Varints;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** The smallest or the largest number, exactly. */
final class Extreme extends Accumulator {

  private static final int NOTHING = -1;
  private static final int LARGE = -2;

  private final Kind kind;

  /** Of the number, 0 or more where it is a long; else what it is. */
  private int scale = NOTHING;

  private long unscaled;
  private @Nullable BigDecimal large;

  /**
   * @param kind MIN or MAX
   */
  Extreme(Kind kind) {
    this.kind = kind;
  }

  @Override
  void add(Reading reading) {
    if (!reading.isNumber()) {
      return;
    }
    if (reading.large() == null && reading.scale() == scale) {
      long number = reading.unscaled();
      unscaled = kind == Kind.MIN ? Math.min(unscaled, number) : Math.max(unscaled, number);
    } else if (isBetter(reading.decimal())) {
      large = reading.large();
      unscaled = reading.unscaled();
      scale = large == null ? reading.scale() : LARGE;
    }
  }

  @Override
  void merge(Accumulator other) {
    Extreme that = (Extreme) other;
    BigDecimal theirs = that.value();
    if (theirs != null && isBetter(theirs)) {
      scale = that.scale;
      unscaled = that.unscaled;
      large = that.large;
    }
  }

  private boolean isBetter(BigDecimal number) {
    BigDecimal ours = value();
    if (ours == null) {
      return true;
    }
    int order = number.compareTo(ours);
    return kind == Kind.MIN ? order < 0 : order > 0;
  }

  /** Null where there is no number. */
  @Nullable BigDecimal value() {
    return switch (scale) {
      case NOTHING -> null;
      case LARGE -> large;
      default -> BigDecimal.valueOf(unscaled, scale);
    };
  }

  @Override
  Accumulator copy() {
    Extreme copy = new Extreme(kind);
    copy.merge(this);
    return copy;
  }

  @Override
  int bytes() {
    return large == null ? 0 : Reading.MOST_DIGITS;
  }

  @Override
  Kind kind() {
    return kind;
  }

  @Override
  void write(DataOutputView out) throws IOException {
    out.writeByte(scale);
    if (scale == LARGE) {
      Decimals.write(large, out);
    } else if (scale != NOTHING) {
      Varints.writeLong(unscaled, out);
    }
  }

  static Extreme read(Kind kind, DataInputView in) throws IOException {
    Extreme extreme = new Extreme(kind);
    extreme.scale = in.readByte();
    if (extreme.scale == LARGE) {
      extreme.large = Decimals.read(in);
    } else if (extreme.scale != NOTHING) {
      extreme.unscaled = Varints.readLong(in);
    }
    return extreme;
  }
}
