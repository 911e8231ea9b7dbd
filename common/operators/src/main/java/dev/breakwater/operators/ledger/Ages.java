package dev.breakwater.operators.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.event.Varints;
import dev.breakwater.operators.sketch.LogHistogram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * How old records were when they were booked: the clock of that moment minus their time, in
 * milliseconds, at least 0. Ages of parts add up to those of the whole, in any order.
 *
 * <p>Immutable. Quantiles are at most 1/32 (3.1 %) too low, and exact up to 64 ms; the greatest is
 * exact. At most 32 numbers per binary order of magnitude, whatever comes.
 */
public final class Ages {

  /** Of no record. */
  public static final Ages NONE = new Ages(newHistogram(), 0);

  /** Of the fraction: 32 buckets per binary order of magnitude. */
  static final int BITS = 5;

  private static final BigDecimal P50 = new BigDecimal("0.5");
  private static final BigDecimal P95 = new BigDecimal("0.95");
  private static final BigDecimal P99 = new BigDecimal("0.99");

  private final LogHistogram histogram;
  private final long greatest;

  private Ages(LogHistogram histogram, long greatest) {
    this.histogram = histogram;
    this.greatest = greatest;
  }

  /** Of records of these ages. */
  public static Ages of(long... millis) {
    AgeCounts counts = new AgeCounts();
    for (long age : millis) {
      if (age < 0) {
        throw new IllegalArgumentException("an age must not be negative, was " + age);
      }
      counts.add(age);
    }
    return counts.ages();
  }

  /**
   * @param histogram of {@link #newHistogram}, which nobody changes any more
   */
  static Ages of(LogHistogram histogram, long greatest) {
    return histogram.total() == 0 ? NONE : new Ages(histogram, greatest);
  }

  static LogHistogram newHistogram() {
    return new LogHistogram(BITS);
  }

  /** Those of both. */
  public Ages plus(Ages other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    LogHistogram sum = histogram.copy();
    sum.add(other.histogram);
    return new Ages(sum, Math.max(greatest, other.greatest));
  }

  /** True where no age is known. */
  public boolean isEmpty() {
    return count() == 0;
  }

  /** Of how many records. */
  public long count() {
    return histogram.total();
  }

  /** The greatest, 0 where there is none. */
  public long max() {
    return greatest;
  }

  public long p50() {
    return quantile(P50);
  }

  public long p95() {
    return quantile(P95);
  }

  public long p99() {
    return quantile(P99);
  }

  /** At nearest rank; 0 where there is none. */
  private long quantile(BigDecimal q) {
    return isEmpty() ? 0 : Math.min(greatest, histogram.quantile(q).longValue());
  }

  /** How many there are from each age on, in ascending order. */
  <X extends Exception> void forEach(LogHistogram.Visitor<X> visitor) throws X {
    histogram.forEach(visitor);
  }

  /** Writes them as the members of a JSON object that has been begun. */
  public void write(JsonGenerator out) throws IOException {
    AgesJson.write(this, out);
  }

  /**
   * Reads what {@link #write(JsonGenerator)} writes.
   *
   * @param object the object, null where there is none
   * @throws RejectedException where it is something else
   */
  public static Ages parse(@Nullable JsonNode object) throws RejectedException {
    return object == null ? NONE : AgesJson.read(object);
  }

  /** In binary form. */
  public void write(DataOutputView out) throws IOException {
    Varints.writeLong(greatest, out);
    histogram.write(out);
  }

  /** Reads what {@link #write(DataOutputView)} writes. */
  public static Ages read(DataInputView in) throws IOException {
    long greatest = Varints.readLong(in);
    return of(LogHistogram.read(in), greatest);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ages that && Arrays.equals(bytes(), that.bytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes());
  }

  private byte[] bytes() {
    DataOutputSerializer out = new DataOutputSerializer(64);
    try {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory cannot fail to be written", e);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public String toString() {
    return "%d ages, half up to %d ms, all up to %d ms".formatted(count(), p50(), greatest);
  }
}
