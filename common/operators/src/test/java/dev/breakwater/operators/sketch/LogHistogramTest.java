package dev.breakwater.operators.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogHistogramTest {

  private static final double[] QUANTILES = {0, 0.01, 0.25, 0.5, 0.9, 0.99, 1};

  /** Binary orders of magnitude that the values are spread over: from one bucket to too many. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 100, 2_000})
  void isTheSameToTheByteInAnyOrderAndMergedInAnyWay(int magnitudes) throws Exception {
    for (long seed = 1; seed <= 10; seed++) {
      Random random = new Random(seed);
      List<Double> values = values(random, 6_000, magnitudes);
      byte[] expected = bytes(histogram(values));
      for (int round = 0; round < 3; round++) {
        Collections.shuffle(values, random);
        assertThat(bytes(merged(values, random)))
            .as("seed %d, round %d", seed, round)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void isWithinOneHundredTwentyEighthOfTheExactQuantile() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      List<Double> values = values(random, 1 + random.nextInt(3_000), 6);
      LogHistogram histogram = histogram(values);
      Collections.sort(values);
      for (double q : QUANTILES) {
        int rank = (int) Math.max(1, Math.ceil(q * values.size()));
        double exact = values.get(rank - 1);
        double told = histogram.quantile(BigDecimal.valueOf(q)).doubleValue();
        assertThat(Math.abs(told))
            .as("seed %d, q %s", seed, q)
            .isLessThanOrEqualTo(Math.abs(exact));
        assertThat(Math.abs(exact - told)).isLessThanOrEqualTo(Math.abs(exact) / 128);
      }
    }
  }

  @Test
  void isExactForIntegersUpTo256() {
    LogHistogram histogram = new LogHistogram();
    for (int i = -256; i <= 256; i++) {
      histogram.add(i);
    }
    for (int i = 0; i <= 512; i++) {
      BigDecimal q =
          BigDecimal.valueOf(i + 1).divide(BigDecimal.valueOf(513), 20, RoundingMode.FLOOR);
      assertThat(histogram.quantile(q)).isEqualByComparingTo(BigDecimal.valueOf(i - 256));
    }
  }

  @Test
  void holdsAtMostSoManyBucketsWhateverComes() {
    LogHistogram histogram = new LogHistogram();
    Random random = new Random(3);
    for (int i = 0; i < 200_000; i++) {
      histogram.add(Math.scalb(random.nextDouble() - 0.5, random.nextInt(2_000) - 1_000));
    }
    assertThat(histogram.bytes()).isLessThanOrEqualTo(2 * LogHistogram.MOST_BUCKETS * 12);
  }

  private static List<Double> values(Random random, int count, int magnitudes) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double value =
          Math.scalb(1 + random.nextDouble(), random.nextInt(magnitudes) - magnitudes / 2);
      values.add(random.nextInt(50) == 0 ? 0 : random.nextBoolean() ? value : -value);
    }
    return values;
  }

  private static LogHistogram histogram(List<Double> values) {
    LogHistogram histogram = new LogHistogram();
    values.forEach(histogram::add);
    return histogram;
  }

  private static LogHistogram merged(List<Double> values, Random random) throws Exception {
    if (values.size() < 3 || random.nextInt(6) == 0) {
      LogHistogram histogram = histogram(values);
      return random.nextBoolean()
          ? LogHistogram.read(new DataInputDeserializer(bytes(histogram)))
          : histogram.copy();
    }
    int middle = 1 + random.nextInt(values.size() - 1);
    LogHistogram left = merged(values.subList(0, middle), random);
    left.add(merged(values.subList(middle, values.size()), random));
    return left;
  }

  private static byte[] bytes(LogHistogram histogram) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    histogram.write(out);
    return out.getCopyOfBuffer();
  }
}
