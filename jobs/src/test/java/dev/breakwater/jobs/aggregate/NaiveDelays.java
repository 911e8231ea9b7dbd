package dev.breakwater.jobs.aggregate;

import dev.breakwater.jobs.aggregate.FlightLog.Entry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the shipped configuration must tell of flights, computed from lists. */
final class NaiveDelays {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long OUT_OF_ORDERNESS = Duration.ofMinutes(10).toMillis();

  /** Payloads by id. */
  final Map<String, String> results = new TreeMap<>();

  /** Positions of late flights. */
  final TreeSet<String> late = new TreeSet<>();

  NaiveDelays(List<List<Entry>> log) {
    Map<String, List<Entry>> windows = new TreeMap<>();
    for (int partition = 0; partition < log.size(); partition++) {
      long latest = 0;
      for (int offset = 0; offset < log.get(partition).size(); offset++) {
        Entry entry = log.get(partition).get(offset);
        long start = entry.time() / HOUR * HOUR;
        if (start + HOUR <= latest - OUT_OF_ORDERNESS) {
          late.add(partition + "@" + offset);
        } else if (!entry.flight().origin().equals("END")) {
          String origin = entry.flight().origin();
          windows.computeIfAbsent(start + " " + origin, key -> new ArrayList<>()).add(entry);
        }
        latest = Math.max(latest, entry.time());
      }
    }
    windows.forEach(
        (window, entries) -> {
          int blank = window.indexOf(' ');
          add(Long.parseLong(window.substring(0, blank)), window.substring(blank + 1), entries);
        });
  }

  private void add(long start, String origin, List<Entry> entries) {
    String from = Instant.ofEpochMilli(start).toString();
    String to = Instant.ofEpochMilli(start + HOUR).toString();
    List<Integer> delays = entries.stream().map(entry -> entry.flight().delay()).sorted().toList();
    long sum = delays.stream().mapToLong(Integer::intValue).sum();
    BigDecimal mean =
        new BigDecimal(sum).divide(new BigDecimal(delays.size()), 2, RoundingMode.HALF_EVEN);
    String measures =
        "\"airports\":%d,\"delay_max\":%d,\"delay_mean\":%s,\"delay_min\":%d,\"delay_p50\":%s,\"delay_p95\":%s,\"delay_sum\":%d,\"flights\":%d"
            .formatted(
                entries.stream().map(entry -> entry.flight().destination()).distinct().count(),
                delays.get(delays.size() - 1),
                mean.signum() == 0 ? "0" : mean.stripTrailingZeros().toPlainString(),
                delays.get(0),
                quantile(delays, 50),
                quantile(delays, 95),
                sum,
                delays.size());
    results.put(
        from + "/" + to + "/0/" + origin,
        "{\"key\":\"%s\",\"start\":\"%s\",\"end\":\"%s\",\"revision\":0,\"events\":%d,\"measures\":{%s}}"
            .formatted(origin, from, to, entries.size(), measures));
  }

  /** Nearest rank; from 256 minutes on two minutes, from 512 on four, and so on, are one. */
  private static int quantile(List<Integer> sorted, int percent) {
    int rank = Math.max(1, (sorted.size() * percent + 99) / 100);
    int exact = sorted.get(rank - 1);
    int step = 1;
    for (int magnitude = Math.abs(exact); magnitude >= 256; magnitude /= 2) {
      step *= 2;
    }
    return exact / step * step;
  }
}
