package dev.breakwater.operators.sketch;

import dev.breakwater.operators.event.Varints;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How many values lie in each of many narrow buckets, for quantiles with a relative error.
 *
 * <p>A bucket is what values share that have the same sign, exponent and first bits of the
 * fraction, seven unless fewer were asked for: no logarithm is taken, so no two machines round one
 * differently. A quantile is the bound of its bucket that is nearer to zero: with seven bits at
 * most 1/128 (0.8 %) off, and exact for integers up to 256. When more than {@link #MOST_BUCKETS}
 * buckets have values, all become twice as wide.
 *
 * <p>Which buckets there are depends only on the set of values, not on their order or on how parts
 * were merged: the width is the smallest at which they are few enough, since a part never has more
 * buckets than the whole.
 */
public final class LogHistogram {

  /** At most 1,024 bytes of keys per sign and binary order of magnitude at full resolution. */
  static final int MOST_BUCKETS = 2_048;

  private static final int FINEST = 7;
  private static final int FRACTION_BITS = 52;
  private static final MathContext SHOWN = new MathContext(12, RoundingMode.HALF_EVEN);

  /** Bits of a double that all values of a bucket need not share. */
  private int shift;

  /** Ascending: 0 for zero, else the upper bits of the magnitude plus one, with the sign. */
  private int[] keys = new int[8];

  private long[] counts = new long[8];
  private int size;
  private long total;

  /** Sees each bucket that has values, in ascending order. */
  @FunctionalInterface
  public interface Visitor<X extends Exception> {
    /**
     * One of them.
     *
     * @param lowest the bound of the bucket that is nearer to zero
     */
    void bucket(double lowest, long count) throws X;
  }

  /** The finest: seven bits. */
  public LogHistogram() {
    this(FINEST);
  }

  /**
   * @param bits of the fraction that values of a bucket share, 0 to 7
   */
  public LogHistogram(int bits) {
    if (bits < 0 || bits > FINEST) {
      throw new IllegalArgumentException("bits must be 0 to %d, was %d".formatted(FINEST, bits));
    }
    shift = FRACTION_BITS - bits;
  }

  /**
   * Adds a value.
   *
   * @param value finite
   */
  public void add(double value) {
    add(value, 1);
  }

  /**
   * Adds a value as often as it is there.
   *
   * @param value finite
   * @param count how often
   */
  public void add(double value, long count) {
    long magnitude = Double.doubleToRawLongBits(Math.abs(value)) >>> shift;
    int key = value == 0 ? 0 : (int) magnitude + 1;
    count(value < 0 ? -key : key, count);
    total += count;
  }

  public void add(LogHistogram other) {
    while (shift < other.shift) {
      widen();
    }
    for (int i = 0; i < other.size; i++) {
      // Adding may widen these buckets on the way.
      count(widened(other.keys[i], shift - other.shift), other.counts[i]);
    }
    total += other.total;
  }

  private void count(int key, long count) {
    int at = Arrays.binarySearch(keys, 0, size, key);
    if (at >= 0) {
      counts[at] += count;
      return;
    }
    insert(-at - 1, key, count);
    while (size > MOST_BUCKETS) {
      widen();
    }
  }

  private void insert(int at, int key, long count) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    System.arraycopy(keys, at, keys, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    keys[at] = key;
    counts[at] = count;
    size++;
  }

  /** Two neighbours become one; their order stays. */
  private void widen() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int key = widened(keys[i], 1);
      if (kept > 0 && keys[kept - 1] == key) {
        counts[kept - 1] += counts[i];
      } else {
        keys[kept] = key;
        counts[kept++] = counts[i];
      }
    }
    size = kept;
    shift++;
  }

  private static int widened(int key, int times) {
    if (key == 0) {
      return 0;
    }
    return key > 0 ? ((key - 1) >> times) + 1 : -(((-key - 1) >> times) + 1);
  }

  public long total() {
    return total;
  }

  /**
   * The value at nearest rank: of n values in order the one at ⌈q·n⌉, at least the first.
   *
   * @param q 0 to 1
   * @throws IllegalStateException if there is no value
   */
  public BigDecimal quantile(BigDecimal q) {
    if (total == 0) {
      throw new IllegalStateException("a histogram without values has no quantiles");
    }
    BigDecimal exact = q.multiply(BigDecimal.valueOf(total));
    long rank = Math.max(1, exact.setScale(0, RoundingMode.CEILING).longValueExact());
    int at = 0;
    for (long below = counts[0]; below < rank; below += counts[at]) {
      at++;
    }
    return keys[at] == 0 ? BigDecimal.ZERO : new BigDecimal(lowest(keys[at])).round(SHOWN);
  }

  private double lowest(int key) {
    if (key == 0) {
      return 0;
    }
    double magnitude = Double.longBitsToDouble((long) (Math.abs(key) - 1) << shift);
    return key < 0 ? -magnitude : magnitude;
  }

  /** All buckets that have values, in ascending order. */
  public <X extends Exception> void forEach(Visitor<X> visitor) throws X {
    for (int i = 0; i < size; i++) {
      visitor.bucket(lowest(keys[i]), counts[i]);
    }
  }

  public LogHistogram copy() {
    LogHistogram copy = new LogHistogram();
    copy.shift = shift;
    copy.keys = keys.clone();
    copy.counts = counts.clone();
    copy.size = size;
    copy.total = total;
    return copy;
  }

  public int bytes() {
    return keys.length * (Integer.BYTES + Long.BYTES);
  }

  public void write(DataOutputView out) throws IOException {
    out.writeByte(shift);
    Varints.writeInt(size, out);
    int before = 0;
    for (int i = 0; i < size; i++) {
      Varints.writeLong(keys[i] - (long) before, out);
      Varints.writeLong(counts[i], out);
      before = keys[i];
    }
  }

  public static LogHistogram read(DataInputView in) throws IOException {
    LogHistogram histogram = new LogHistogram();
    histogram.shift = in.readByte();
    int size = Varints.readSize(in);
    histogram.keys = new int[Math.max(8, size)];
    histogram.counts = new long[histogram.keys.length];
    histogram.size = size;
    int before = 0;
    for (int i = 0; i < size; i++) {
      before += (int) Varints.readLong(in);
      histogram.keys[i] = before;
      histogram.counts[i] = Varints.readLong(in);
      histogram.total += histogram.counts[i];
    }
    return histogram;
  }
}
