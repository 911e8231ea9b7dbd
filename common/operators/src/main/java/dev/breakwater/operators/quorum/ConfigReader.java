package dev.breakwater.operators.quorum;

import com.fasterxml.jackson.core.JsonPointer;
import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.time.Rfc3339;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;

/** Reads and checks {@link QuorumOptions}; what is wrong becomes a problem of the settings. */
final class ConfigReader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");
  private static final long LARGEST_PAYLOAD = 64 << 10;

  private final Settings settings;

  ConfigReader(Settings settings) {
    this.settings = settings;
  }

  QuorumConfig read() {
    String header = settings.find(QuorumOptions.HEADER);
    List<Replica> replicas = replicas(header == null);
    QuorumMode mode = settings.get(QuorumOptions.MODE);
    return new QuorumConfig(
        JobInstance.from(settings).toString(),
        replicas,
        header,
        mode,
        agree(replicas.size()),
        cutOverAt(mode, replicas.size()),
        settings.get(QuorumOptions.ON_DEADLINE),
        timing(mode),
        comparison(),
        health(),
        payloadLimit());
  }

  private List<Replica> replicas(boolean byTopic) {
    List<Replica> replicas = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String text : settings.require(QuorumOptions.REPLICAS, List.of())) {
      int split = text.indexOf('=');
      String name = (split < 0 ? text : text.substring(0, split)).trim();
      String topic = split < 0 ? "" : text.substring(split + 1).trim();
      boolean unique = seen.add(name) && (topic.isEmpty() || seen.add("=" + topic));
      if (NAME.matcher(name).matches() && unique && topic.isEmpty() != byTopic) {
        replicas.add(new Replica(name, topic));
      }
    }
    int given = settings.require(QuorumOptions.REPLICAS, List.of()).size();
    if (given > 0 && (replicas.size() < given || given < 2 || given > QuorumConfig.MOST_REPLICAS)) {
      settings.reject(
          QuorumOptions.REPLICAS,
          "must name the replicas",
          "2 to "
              + QuorumConfig.MOST_REPLICAS
              + (byTopic ? " of NAME=TOPIC" : " of NAME, as they are in the header")
              + ", all different, names of 1 to 32 of a-z, 0-9 and '-'");
    }
    return replicas;
  }

  private int agree(int replicas) {
    Integer agree = settings.find(QuorumOptions.AGREE);
    if (agree == null) {
      return replicas / 2 + 1;
    }
    if (agree < 1 || (replicas > 0 && agree > replicas)) {
      settings.reject(
          QuorumOptions.AGREE, "is out of range", "1 to the number of replicas, " + replicas);
    }
    return agree;
  }

  private long cutOverAt(QuorumMode mode, int replicas) {
    String text = settings.find(QuorumOptions.CUT_OVER_AT);
    if ((mode == QuorumMode.BLUE_GREEN) != (text != null)) {
      settings.reject(
          QuorumOptions.CUT_OVER_AT,
          "goes together with quorum.mode blue-green, which was " + mode,
          "both or neither");
    }
    if (mode == QuorumMode.BLUE_GREEN && replicas > 2) {
      settings.reject(QuorumOptions.MODE, "needs two replicas, were " + replicas, "2 replicas");
    }
    long time = text == null ? 0 : Rfc3339.parse(text);
    if (time == Rfc3339.INVALID) {
      settings.reject(
          QuorumOptions.CUT_OVER_AT, "must be a time", "RFC 3339, as 2026-01-31T12:00:00Z");
    }
    return time;
  }

  private QuorumTiming timing(QuorumMode mode) {
    Duration deadline = positive(QuorumOptions.DEADLINE);
    if (mode == QuorumMode.PRIMARY
        && settings.get(QuorumOptions.SILENT_AFTER).compareTo(deadline) >= 0) {
      settings.reject(
          QuorumOptions.SILENT_AFTER,
          "must be shorter than quorum.deadline with quorum.mode primary, or results go out"
              + " unsettled before the standby takes over",
          "less than " + deadline);
    }
    Duration verification = positive(QuorumOptions.VERIFY_FOR);
    if (verification.compareTo(deadline) <= 0) {
      settings.reject(
          QuorumOptions.VERIFY_FOR, "must be longer than quorum.deadline", "more than " + deadline);
    }
    Duration horizon = positive(QuorumOptions.HORIZON);
    if (horizon.compareTo(verification.multipliedBy(2)) < 0) {
      settings.reject(
          QuorumOptions.HORIZON,
          "is too short for quorum.verify-for",
          "at least " + verification.multipliedBy(2));
    }
    return new QuorumTiming(deadline.toMillis(), verification.toMillis(), horizon.toMillis());
  }

  private QuorumComparison comparison() {
    QuorumComparison.Form form = settings.get(QuorumOptions.COMPARE_AS);
    List<String> ignored = settings.get(QuorumOptions.IGNORE);
    ignored.forEach(text -> pointer(QuorumOptions.IGNORE, text));
    double absolute =
        checked(
            QuorumOptions.ABSOLUTE, value -> value >= 0 && value < Double.MAX_VALUE, "0 or more");
    double relative = checked(QuorumOptions.RELATIVE, value -> value >= 0 && value <= 1, "0 to 1");
    String count = settings.find(QuorumOptions.COUNT);
    if (count != null) {
      pointer(QuorumOptions.COUNT, count);
    }
    boolean needsJson = !ignored.isEmpty() || absolute > 0 || relative > 0;
    if (needsJson && form != QuorumComparison.Form.JSON) {
      settings.reject(QuorumOptions.COMPARE_AS, "knows no ignored fields and no tolerance", "json");
    }
    return new QuorumComparison(
        form, ignored, absolute, relative, settings.get(QuorumOptions.ATTRIBUTES), count);
  }

  private void pointer(ConfigOption<?> option, String text) {
    boolean good = text.startsWith("/");
    try {
      JsonPointer.compile(text);
    } catch (IllegalArgumentException e) {
      good = false;
    }
    if (!good) {
      settings.reject(option, "is no JSON pointer", "a JSON pointer such as /stats/mean");
    }
  }

  private QuorumHealth health() {
    return new QuorumHealth(
        positive(QuorumOptions.SILENT_AFTER).toMillis(),
        positive(QuorumOptions.LAG_BOUND).toMillis(),
        positive(QuorumOptions.LAG_AFTER).toMillis(),
        checked(
            QuorumOptions.DIVERGENCE_WINDOW,
            value -> value >= 1 && value <= 100_000,
            "1 to 100000"),
        checked(QuorumOptions.DIVERGENCE_RATIO, value -> value >= 0 && value <= 1, "0 to 1"),
        settings.get(QuorumOptions.FENCE),
        checked(QuorumOptions.RETURN_AFTER, value -> value >= 1, "1 or more"),
        checked(QuorumOptions.MISSING_IN_A_ROW, value -> value >= 0, "0 or more"));
  }

  private int payloadLimit() {
    long limit = settings.get(QuorumOptions.PAYLOAD_LIMIT).getBytes();
    if (limit > LARGEST_PAYLOAD) {
      settings.reject(QuorumOptions.PAYLOAD_LIMIT, "is too large", "0 bytes to 64 kb");
    }
    return Math.toIntExact(Math.min(limit, LARGEST_PAYLOAD));
  }

  private Duration positive(ConfigOption<Duration> option) {
    return checked(option, value -> value.toMillis() > 0, "1 ms or more");
  }

  private <T> T checked(ConfigOption<T> option, Predicate<T> good, String allowed) {
    T value = settings.get(option);
    if (good.test(value)) {
      return value;
    }
    settings.reject(option, "is out of range", allowed);
    return option.defaultValue();
  }
}
