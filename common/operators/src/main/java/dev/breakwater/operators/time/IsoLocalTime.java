package dev.breakwater.operators.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * RFC 3339 without an offset, seconds optional: {@code 2001-01-01T00:01}, the time of the clocks of
 * one zone. Second 60 is no local time.
 *
 * <p>A time that the clocks skipped when they were put forward is no time. Of one that they showed
 * twice the earlier is meant.
 */
final class IsoLocalTime extends TimeFormat {

  private static final long serialVersionUID = 1L;
  private static final int UNTIL_MINUTES = "2001-01-01T00:01".length();
  private static final int SECONDS = UNTIL_MINUTES + 1;

  private final ZoneId zone;
  private final boolean utc;

  IsoLocalTime(ZoneId zone) {
    this.zone = zone;
    this.utc = zone.normalized().equals(ZoneOffset.UTC);
  }

  @Override
  public @Nullable String toRfc3339(String text) {
    int length = text.length();
    if (length < UNTIL_MINUTES || (length > SECONDS && text.charAt(SECONDS) == '6')) {
      return null;
    }
    String inUtc = length == UNTIL_MINUTES ? text.concat(":00Z") : text.concat("Z");
    long millis = Rfc3339.parse(inUtc);
    if (millis == Rfc3339.INVALID) {
      return null;
    }
    return utc ? inUtc : inZone(inUtc, millis, zone);
  }

  /** Replaces the final Z of a local time; null if the zone skipped that time. */
  static @Nullable String inZone(String inUtc, long millis, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      return null;
    }
    ZoneOffset offset = offsets.get(0);
    long instant = millis - offset.getTotalSeconds() * 1000L;
    if (instant < Rfc3339.MIN_MILLIS || instant > Rfc3339.MAX_MILLIS) {
      return null;
    }
    boolean wholeMinutes = offset.getTotalSeconds() % 60 == 0;
    return wholeMinutes
        ? inUtc.substring(0, inUtc.length() - 1).concat(offset.getId())
        : Rfc3339.format(instant);
  }

  @Override
  public boolean numeric() {
    return false;
  }

  @Override
  public String toString() {
    return "iso-local in " + zone;
  }
}
