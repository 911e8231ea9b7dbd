package dev.breakwater.operators.window;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What must come out, computed from lists of all events at the end. */
final class NaiveWindows {

  /** The measures that it knows. */
  static final Map<String, String> MEASURES =
      Map.of(
          "all", "count",
          "avg", "mean(/n, 3)",
          "hi", "max(/n)",
          "lo", "min(/n)",
          "median", "quantile(/n, 0.5)",
          "p95", "quantile(/n, 0.95)",
          "total", "sum(/n)",
          "words", "distinct(/w)");

  /** Payloads by id. */
  final Map<String, String> results = new TreeMap<>();

  /** Positions of late events. */
  final TreeSet<String> late = new TreeSet<>();

  private final Shape shape;

  NaiveWindows(Shape shape, long outOfOrderness, List<List<Sample>> partitions) {
    this.shape = shape;
    Map<String, List<Sample>> byKey = new TreeMap<>();
    for (List<Sample> partition : partitions) {
      long latest = Long.MIN_VALUE / 2;
      for (Sample sample : partition) {
        if (isLate(sample.time(), latest - outOfOrderness - 1)) {
          late.add(sample.partition() + "@" + sample.offset());
        } else {
          byKey.computeIfAbsent(sample.key(), key -> new ArrayList<>()).add(sample);
        }
        latest = Math.max(latest, sample.time());
      }
    }
    byKey.forEach(shape.session() ? this::addSessions : this::addWindows);
  }

  private boolean isLate(long time, long watermark) {
    if (shape.session()) {
      return time + shape.lateness() <= watermark;
    }
    long firstStart = starts(time).get(0);
    return firstStart + shape.size() - 1 + shape.lateness() <= watermark;
  }

  private List<Long> starts(long time) {
    List<Long> starts = new ArrayList<>();
    for (long start = time / shape.slide() * shape.slide();
        start + shape.size() > time;
        start -= shape.slide()) {
      starts.add(0, start);
    }
    return starts;
  }

  private void addWindows(String key, List<Sample> samples) {
    Map<Long, List<Sample>> windows = new TreeMap<>();
    for (Sample sample : samples) {
      for (long start : starts(sample.time())) {
        windows.computeIfAbsent(start, from -> new ArrayList<>()).add(sample);
      }
    }
    windows.forEach((start, inside) -> add(key, start, start + shape.size(), inside));
  }

  private void addSessions(String key, List<Sample> samples) {
    samples.sort(Comparator.comparingLong(Sample::time));
    List<Sample> session = new ArrayList<>();
    for (Sample sample : samples) {
      if (!session.isEmpty() && sample.time() - lastOf(session) >= shape.size()) {
        add(key, session.get(0).time(), lastOf(session) + shape.size(), session);
        session = new ArrayList<>();
      }
      session.add(sample);
    }
    add(key, session.get(0).time(), lastOf(session) + shape.size(), session);
  }

  private static long lastOf(List<Sample> session) {
    return session.get(session.size() - 1).time();
  }

  private void add(String key, long start, long end, List<Sample> samples) {
    List<BigDecimal> numbers = new ArrayList<>();
    for (Sample sample : samples) {
      String number = sample.number();
      if (number != null) {
        numbers.add(new BigDecimal(number));
      }
    }
    Collections.sort(numbers);
    BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    int count = numbers.size();
    boolean none = count == 0;
    String from = Instant.ofEpochMilli(start).toString();
    String to = Instant.ofEpochMilli(end).toString();
    String measures =
        ("\"all\":%d,\"avg\":%s,\"hi\":%s,\"lo\":%s,\"median\":%s,\"p95\":%s,\"total\":%s,"
                + "\"words\":%d")
            .formatted(
                samples.size(),
                none ? "null" : text(sum.divide(new BigDecimal(count), 3, RoundingMode.HALF_EVEN)),
                none ? "null" : text(numbers.get(count - 1)),
                none ? "null" : text(numbers.get(0)),
                quantile(numbers, 50),
                quantile(numbers, 95),
                text(sum),
                samples.stream().map(Sample::word).distinct().count());
    results.put(
        from + "/" + to + "/0/" + key,
        "{\"key\":\"%s\",\"start\":\"%s\",\"end\":\"%s\",\"revision\":0,\"events\":%d,\"measures\":{%s}}"
            .formatted(key, from, to, samples.size(), measures));
  }

  private static String quantile(List<BigDecimal> sorted, int percent) {
    if (sorted.isEmpty()) {
      return "null";
    }
    int rank = Math.max(1, (sorted.size() * percent + 99) / 100);
    BigDecimal exact = sorted.get(rank - 1);
    if (exact.signum() == 0) {
      return "0";
    }
    // Towards zero to a multiple of 1/128 of its power of two.
    int exponent = Math.getExponent(exact.doubleValue());
    BigDecimal step =
        exponent < 7
            ? BigDecimal.ONE.divide(BigDecimal.valueOf(2).pow(7 - exponent))
            : BigDecimal.valueOf(2).pow(exponent - 7);
    BigDecimal bound = exact.divide(step, 0, RoundingMode.DOWN).multiply(step);
    return text(bound.round(new MathContext(12, RoundingMode.HALF_EVEN)));
  }

  private static String text(@Nullable BigDecimal number) {
    if (number == null) {
      return "null";
    }
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
