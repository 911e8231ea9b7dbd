package dev.breakwater.operators.window;

import dev.breakwater.operators.event.Varints;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Decimal numbers as bytes, and as the one text that equal numbers have. */
final class Decimals {

  private Decimals() {}

  /** Plain decimal notation: no exponent, no zeros at the end, no minus before zero. */
  static String text(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  static void write(@Nullable BigDecimal number, DataOutputView out) throws IOException {
    if (number == null) {
      Varints.writeInt(0, out);
      return;
    }
    byte[] unscaled = number.unscaledValue().toByteArray();
    Varints.writeInt(unscaled.length, out);
    out.write(unscaled);
    Varints.writeLong(number.scale(), out);
  }

  static @Nullable BigDecimal read(DataInputView in) throws IOException {
    int size = Varints.readSize(in);
    if (size == 0) {
      return null;
    }
    byte[] unscaled = new byte[size];
    in.readFully(unscaled);
    return new BigDecimal(new BigInteger(unscaled), (int) Varints.readLong(in));
  }
}
