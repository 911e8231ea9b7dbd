package dev.breakwater.operators.input;

import dev.breakwater.operators.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/** Reads options of connectors within their bounds; what is wrong becomes a problem. */
public final class InputSettings {

  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Settings settings;

  public InputSettings(Settings settings) {
    this.settings = settings;
  }

  /**
   * Names, each once; at least one.
   *
   * @param what they are names of, and what is allowed, for the problem
   */
  public List<String> names(
      ConfigOption<List<String>> option, Pattern pattern, String what, String allowed) {
    return checked(settings.require(option, List.of("unnamed")), option, pattern, what, allowed);
  }

  /** The same, or none where none is given, or nothing. */
  public List<String> anyNames(
      ConfigOption<List<String>> option, Pattern pattern, String what, String allowed) {
    List<String> names = settings.find(option);
    return names == null || names.isEmpty()
        ? List.of()
        : checked(names, option, pattern, what, allowed);
  }

  private List<String> checked(
      List<String> names,
      ConfigOption<List<String>> option,
      Pattern pattern,
      String what,
      String allowed) {
    if (settings.find(option) != null
        && (names.isEmpty() || !names.stream().allMatch(name -> pattern.matcher(name).matches()))) {
      settings.reject(option, "must be names of " + what, allowed);
    }
    return names.stream().distinct().toList();
  }

  public int between(ConfigOption<Integer> option, int least, int most) {
    int value = settings.get(option);
    if (value < least || value > most) {
      settings.reject(option, "is out of range", least + " to " + most);
      return Math.max(least, option.defaultValue());
    }
    return value;
  }

  /** One second to ten minutes. */
  public Duration seconds(ConfigOption<Duration> option) {
    Duration value = settings.get(option);
    if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.compareTo(LONGEST) > 0) {
      settings.reject(option, "is out of range", "1 s to 10 min");
      return option.defaultValue();
    }
    return value;
  }

  /** A time in the forms in which an operator has it: RFC 3339, or epoch milliseconds. */
  public long epochMillis(ConfigOption<String> option) {
    String given = settings.find(option);
    String text = given == null ? "" : given.trim();
    if (MILLIS.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    try {
      return Math.max(0, Instant.parse(text).toEpochMilli());
    } catch (DateTimeParseException | ArithmeticException e) {
      settings.reject(
          option, "must be a time", "RFC 3339, as 2026-01-31T12:00:00Z, or epoch milliseconds");
      return 0;
    }
  }

  /** A PKCS12 file and its password, both or neither. */
  public TlsStores.@Nullable Store store(
      ConfigOption<String> location, ConfigOption<String> password) {
    String file = settings.find(location);
    String secret = settings.find(password);
    if ((file == null) != (secret == null)) {
      settings.reject(password, "goes together with " + location.key(), "both or neither");
    }
    return file == null || secret == null ? null : new TlsStores.Store(file, secret);
  }

  /**
   * Null where TLS is off.
   *
   * @param enabled says whether it is, and is wrong where stores are given and it is not
   */
  public @Nullable TlsStores tls(ConfigOption<Boolean> enabled, TlsStores stores) {
    boolean on = settings.get(enabled);
    if (!on && stores.any()) {
      settings.reject(enabled, "must fit the stores that are given", "true");
    }
    return on ? stores : null;
  }
}
