package dev.breakwater.operators.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict says of an account and a bucket.
 *
 * <p>Their positions are part of the state: append new ones, move none.
 */
public enum Ruling {
  /** As many on both sides, and the same. */
  BALANCED,
  /** The second side has fewer. */
  MISSING,
  /** The second side has more. */
  SURPLUS,
  /**
   * As many on both sides, but not the same: something was changed, or one lost and one doubled.
   */
  ALTERED,
  /** Only one side books at all, so there is nothing to compare. */
  UNKNOWN;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The text in verdicts and metrics: lower case, stable for ever. */
  public String code() {
    return code;
  }

  @SuppressWarnings("EnumOrdinal") // The order is part of the state's format.
  int place() {
    return ordinal();
  }

  /** True for one that somebody has to look into. */
  public boolean isWrong() {
    return this == MISSING || this == SURPLUS || this == ALTERED;
  }

  /** Compares two sides that are both known. */
  static Ruling of(Sum debit, Sum credit) {
    if (credit.count() != debit.count()) {
      return credit.count() < debit.count() ? MISSING : SURPLUS;
    }
    return credit.checksum() == debit.checksum() ? BALANCED : ALTERED;
  }

  /** The ruling of that code; null where there is none. */
  static @Nullable Ruling byCode(String code) {
    for (Ruling ruling : values()) {
      if (ruling.code.equals(code)) {
        return ruling;
      }
    }
    return null;
  }
}
