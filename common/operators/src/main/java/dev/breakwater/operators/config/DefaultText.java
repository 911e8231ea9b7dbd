package dev.breakwater.operators.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A typed value in the words that an option takes: {@code 7 d}, {@code a;b}. */
final class DefaultText {

  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("d", Duration.ofDays(1));
    UNITS.put("h", Duration.ofHours(1));
    UNITS.put("min", Duration.ofMinutes(1));
    UNITS.put("s", Duration.ofSeconds(1));
    UNITS.put("ms", Duration.ofMillis(1));
  }

  private DefaultText() {}

  static String of(Object value) {
    if (value instanceof Duration duration) {
      return duration(duration);
    } else if (value instanceof List<?> list) {
      return list.stream().map(DefaultText::of).collect(Collectors.joining(";"));
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ":" + entry.getValue())
          .sorted()
          .collect(Collectors.joining(","));
    }
    return value instanceof Enum
        ? value.toString().toLowerCase(Locale.ROOT)
        : String.valueOf(value);
  }

  private static String duration(Duration duration) {
    if (duration.isZero()) {
      return "0 ms";
    }
    return UNITS.entrySet().stream()
        .filter(unit -> duration.equals(unit.getValue().multipliedBy(whole(duration, unit))))
        .map(unit -> whole(duration, unit) + " " + unit.getKey())
        .findFirst()
        .orElse(duration.toNanos() + " ns");
  }

  private static long whole(Duration duration, Map.Entry<String, Duration> unit) {
    return duration.dividedBy(unit.getValue());
  }
}
