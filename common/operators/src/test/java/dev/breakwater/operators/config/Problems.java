package dev.breakwater.operators.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;

/** What is wrong with settings, for tests. */
final class Problems {

  private Problems() {}

  static List<String> of(Settings settings) {
    ConfigException e = catchThrowableOfType(ConfigException.class, settings::check);
    return e == null ? List.of() : e.problems();
  }

  /** Of a command line, read without any option. */
  static List<String> of(Map<String, String> environment, String... args) {
    try {
      return of(Settings.load(args, HarbourOptions.catalog(), environment::get));
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  static List<String> of(String... args) {
    return of(Map.of(), args);
  }
}
