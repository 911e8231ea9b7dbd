package dev.breakwater.operators.audit;

import java.util.Collection;

/**
 * How many records, and the sum of their identities modulo 2⁶⁴.
 *
 * <p>A sum and not an exclusive or: a record that is there twice counts twice.
 */
public record Sum(long count, long checksum) {

  public static final Sum ZERO = new Sum(0, 0);

  Sum plus(Sum other) {
    return new Sum(count + other.count, checksum + other.checksum);
  }

  static Sum of(Collection<Sum> parts) {
    Sum total = ZERO;
    for (Sum part : parts) {
      total = total.plus(part);
    }
    return total;
  }
}
