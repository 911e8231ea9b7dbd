package dev.breakwater.operators.redrive;

import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.event.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/** Reads {@link RedriveConfig}. */
final class RedriveReader {

  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");
  private static final Pattern OUR_WORD = Pattern.compile("[a-z]+");
  private static final double FASTEST = 1_000_000;

  private final Settings settings;

  private RedriveReader(Settings settings) {
    this.settings = settings;
  }

  static RedriveConfig read(Settings settings) {
    RedriveReader reader = new RedriveReader(settings);
    return new RedriveConfig(
        settings.get(RedriveOptions.MODE),
        reader.filter(),
        reader.targets(),
        settings.require(RedriveOptions.PARKING_TOPIC, ""),
        reader.atLeastOne(RedriveOptions.MAX_ATTEMPTS),
        reader.rate(),
        reader.delay(),
        reader.atLeastOne(RedriveOptions.MAX_WAITING),
        reader.health(),
        settings.get(RedriveOptions.MAX_MEMORY).getBytes());
  }

  private RedriveTargets targets() {
    String template = settings.get(RedriveOptions.TARGET).trim();
    Set<String> allowed = new HashSet<>(settings.get(RedriveOptions.TARGETS));
    String plain = template.replace(RedriveTargets.JOB, "x").replace(RedriveTargets.TOPIC, "x");
    if (!TOPIC.matcher(plain).matches()) {
      settings.reject(
          RedriveOptions.TARGET,
          "must be a topic",
          "1 to 249 of a-z, A-Z, 0-9, '.', '_', '-', and {job} or {topic}");
    }
    if (!allowed.stream().allMatch(name -> TOPIC.matcher(name).matches())) {
      settings.reject(RedriveOptions.TARGETS, "must be names of topics", "as flights-ingest.retry");
    }
    if (new RedriveTargets(template, allowed).isConstant()) {
      if (!allowed.isEmpty() && !allowed.contains(template)) {
        settings.reject(RedriveOptions.TARGETS, "must have redrive.target among them", template);
      }
      allowed.add(template);
    } else if (allowed.isEmpty()) {
      settings.reject(
          RedriveOptions.TARGETS,
          "must say what redrive.target may become",
          "topics; scripts/redrive show tells which there would be");
    }
    return new RedriveTargets(template, allowed);
  }

  private RedriveFilter filter() {
    return new RedriveFilter(
        reasons(),
        set(RedriveOptions.STAGES),
        set(RedriveOptions.JOBS),
        window(),
        set(RedriveOptions.KEYS),
        set(RedriveOptions.TOPICS),
        positions());
  }

  /** A misspelt reason of ours would match nothing, in silence. */
  private Set<String> reasons() {
    Set<String> known =
        Stream.of(Reason.values()).map(Reason::code).collect(Collectors.toUnmodifiableSet());
    Set<String> reasons = set(RedriveOptions.REASONS);
    boolean good =
        reasons.stream()
            .allMatch(
                reason ->
                    known.contains(reason)
                        || reason.equals(Failure.UNKNOWN)
                        || !OUR_WORD.matcher(reason).matches());
    if (!good) {
      settings.reject(
          RedriveOptions.REASONS,
          "must be reasons",
          String.join(", ", known.stream().sorted().toList())
              + ", unknown, or classes of exceptions");
    }
    return reasons;
  }

  private RedriveFilter.Window window() {
    long from = millis(RedriveOptions.FAILED_FROM, RedriveFilter.Window.ALWAYS.from());
    long until = millis(RedriveOptions.FAILED_UNTIL, RedriveFilter.Window.ALWAYS.until());
    if (from >= until) {
      settings.reject(
          RedriveOptions.FAILED_UNTIL, "must be after redrive.filter.failed-from", "a later time");
    }
    return new RedriveFilter.Window(from, until);
  }

  private List<PositionRange> positions() {
    List<PositionRange> ranges = new ArrayList<>();
    for (String text : settings.get(RedriveOptions.POSITIONS)) {
      PositionRange range = PositionRange.parse(text);
      if (range == null) {
        settings.reject(
            RedriveOptions.POSITIONS, "must be positions", "as 0@17, 0@17-20, flights.dead-0@17");
        return List.of();
      }
      ranges.add(range);
    }
    return ranges;
  }

  private double rate() {
    double rate = settings.get(RedriveOptions.RATE);
    if (!(rate >= 0 && rate <= FASTEST)) {
      settings.reject(RedriveOptions.RATE, "is out of range", "0 (no limit) to 1000000");
      return RedriveOptions.RATE.defaultValue();
    }
    return rate;
  }

  private Backoff delay() {
    Duration first = settings.get(RedriveOptions.DELAY);
    Duration longest = settings.get(RedriveOptions.MAX_DELAY);
    if (first.isNegative()) {
      settings.reject(RedriveOptions.DELAY, "must not be negative", "0 s or more");
    } else if (longest.compareTo(first) < 0) {
      settings.reject(
          RedriveOptions.MAX_DELAY, "must not be shorter than redrive.delay", "at least " + first);
    }
    return new Backoff(first.toMillis(), longest.toMillis());
  }

  private HealthConfig health() {
    return new HealthConfig(
        url(settings.find(RedriveOptions.HEALTH_URL)),
        positive(RedriveOptions.HEALTH_INTERVAL),
        positive(RedriveOptions.HEALTH_TIMEOUT));
  }

  private @Nullable URI url(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      URI url = new URI(text.trim());
      if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Said below, as for what is a URI and no address.
    }
    settings.reject(RedriveOptions.HEALTH_URL, "must be an address", "as http://host:8080/health");
    return null;
  }

  private Duration positive(ConfigOption<Duration> option) {
    Duration value = settings.get(option);
    if (value.toMillis() < 1) {
      settings.reject(option, "must be positive", "1 ms or more");
      return option.defaultValue();
    }
    return value;
  }

  private int atLeastOne(ConfigOption<Integer> option) {
    int value = settings.get(option);
    if (value < 1) {
      settings.reject(option, "must be positive", "1 or more");
      return option.defaultValue();
    }
    return value;
  }

  private long millis(ConfigOption<String> option, long none) {
    String text = settings.find(option);
    if (text == null) {
      return none;
    }
    String time = text.trim();
    if (MILLIS.matcher(time).matches()) {
      return Long.parseLong(time);
    }
    try {
      return Instant.parse(time).toEpochMilli();
    } catch (DateTimeParseException | ArithmeticException e) {
      settings.reject(
          option, "must be a time", "RFC 3339, as 2026-01-31T12:00:00Z, or epoch milliseconds");
      return none;
    }
  }

  private Set<String> set(ConfigOption<List<String>> option) {
    return Set.copyOf(settings.get(option));
  }
}
