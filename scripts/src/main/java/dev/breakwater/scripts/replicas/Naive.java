package dev.breakwater.scripts.replicas;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Measures of whole numbers, as they are written down. */
final class Naive {

  private static final int MEAN_DIGITS = 2;

  /** Up to here, quantiles are exact. */
  private static final int EXACT = 256;

  private Naive() {}

  static String mean(long sum, int count) {
    BigDecimal mean =
        new BigDecimal(sum).divide(new BigDecimal(count), MEAN_DIGITS, RoundingMode.HALF_EVEN);
    return mean.signum() == 0 ? "0" : mean.stripTrailingZeros().toPlainString();
  }

  /** Nearest rank; from 256 on two numbers, from 512 on four, and so on, are one. */
  static String quantile(List<Integer> sorted, int percent) {
    int rank = Math.max(1, (sorted.size() * percent + 99) / 100);
    int exact = sorted.get(rank - 1);
    int step = 1;
    for (int magnitude = Math.abs(exact); magnitude >= EXACT; magnitude /= 2) {
      step *= 2;
    }
    return Integer.toString(exact / step * step);
  }
}
