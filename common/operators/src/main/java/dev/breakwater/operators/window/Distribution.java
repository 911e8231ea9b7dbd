package dev.breakwater.operators.window;

import dev.breakwater.operators.sketch.LogHistogram;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** How the numbers are distributed: for any number of quantiles. */
final class Distribution extends Accumulator {

  private final LogHistogram histogram;

  Distribution() {
    this(new LogHistogram());
  }

  private Distribution(LogHistogram histogram) {
    this.histogram = histogram;
  }

  @Override
  void add(Reading reading) {
    if (reading.isNumber()) {
      histogram.add(reading.nearest());
    }
  }

  @Override
  void merge(Accumulator other) {
    histogram.add(((Distribution) other).histogram);
  }

  /** Null where there is no number. */
  @Nullable BigDecimal quantile(BigDecimal q) {
    return histogram.total() == 0 ? null : histogram.quantile(q);
  }

  @Override
  Accumulator copy() {
    return new Distribution(histogram.copy());
  }

  @Override
  int bytes() {
    return histogram.bytes();
  }

  @Override
  Kind kind() {
    return Kind.DISTRIBUTION;
  }

  @Override
  void write(DataOutputView out) throws IOException {
    histogram.write(out);
  }

  static Distribution read(DataInputView in) throws IOException {
    return new Distribution(LogHistogram.read(in));
  }
}
