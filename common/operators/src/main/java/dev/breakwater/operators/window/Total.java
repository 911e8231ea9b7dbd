package dev.breakwater.operators.window;

import dev.breakwater.operators.event.Varints;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** How many numbers, and their exact sum: for sum and mean. */
final class Total extends Accumulator {

  private final ExactSum sum;
  private long numbers;

  Total() {
    this(new ExactSum(), 0);
  }

  private Total(ExactSum sum, long numbers) {
    this.sum = sum;
    this.numbers = numbers;
  }

  @Override
  void add(Reading reading) {
    if (!reading.isNumber()) {
      return;
    }
    numbers++;
    BigDecimal large = reading.large();
    if (large == null) {
      sum.add(reading.unscaled(), reading.scale());
    } else {
      sum.add(large);
    }
  }

  @Override
  void merge(Accumulator other) {
    Total that = (Total) other;
    numbers += that.numbers;
    sum.add(that.sum);
  }

  BigDecimal sum() {
    return sum.value();
  }

  /** Null where there is no number. */
  @Nullable BigDecimal mean(int digits) {
    return numbers == 0
        ? null
        : sum().divide(BigDecimal.valueOf(numbers), digits, RoundingMode.HALF_EVEN);
  }

  @Override
  Accumulator copy() {
    Total copy = new Total();
    copy.merge(this);
    return copy;
  }

  @Override
  int bytes() {
    return sum.bytes();
  }

  @Override
  Kind kind() {
    return Kind.TOTAL;
  }

  @Override
  void write(DataOutputView out) throws IOException {
    Varints.writeLong(numbers, out);
    sum.write(out);
  }

  static Total read(DataInputView in) throws IOException {
    long numbers = Varints.readLong(in);
    return new Total(ExactSum.read(in), numbers);
  }
}
