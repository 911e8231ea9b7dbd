package dev.breakwater.operators.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a record for which there is no answer.
 *
 * @param chain tried in turn when the dependency cannot answer; the last always does something
 * @param defaultValue JSON, where the chain has the default
 * @param absent when the dependency says that there is nothing
 */
record FallbackRules(List<Unavailable> chain, @Nullable String defaultValue, Absent absent)
    implements Serializable {

  private static final List<Unavailable> SAFE = List.of(Unavailable.WAIT);

  FallbackRules {
    chain = List.copyOf(chain);
  }

  static FallbackRules from(Settings settings) {
    List<Unavailable> chain = settings.get(LookupOptions.WHEN_UNAVAILABLE);
    String wrong = wrongWith(chain);
    if (wrong != null) {
      settings.reject(
          LookupOptions.WHEN_UNAVAILABLE,
          wrong,
          "stale or not, then one of default, wait and divert");
      chain = SAFE;
    }
    return new FallbackRules(
        chain, defaultValue(settings, chain), settings.get(LookupOptions.WHEN_ABSENT));
  }

  private static @Nullable String wrongWith(List<Unavailable> chain) {
    if (chain.isEmpty()) {
      return "must not be empty";
    }
    if (EnumSet.copyOf(chain).size() < chain.size()) {
      return "must not name anything twice";
    }
    for (Unavailable each : chain.subList(0, chain.size() - 1)) {
      if (each != Unavailable.STALE) {
        return "must end with " + word(each) + ", behind which nothing is ever reached";
      }
    }
    return chain.get(chain.size() - 1) == Unavailable.STALE
        ? "must not end with stale, which may not be there"
        : null;
  }

  private static String word(Unavailable each) {
    return each.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static @Nullable String defaultValue(Settings settings, List<Unavailable> chain) {
    String value = settings.find(LookupOptions.DEFAULT);
    boolean isNeeded = chain.contains(Unavailable.DEFAULT);
    if (isNeeded != (value != null)) {
      settings.reject(
          LookupOptions.DEFAULT,
          "goes together with lookup.when-unavailable default",
          "both or neither");
      return null;
    }
    if (value != null && JsonValue.whole(value.getBytes(UTF_8)) == null) {
      settings.reject(LookupOptions.DEFAULT, "must be JSON", "one JSON value such as {} or null");
      return null;
    }
    return value;
  }
}
