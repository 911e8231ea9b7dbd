package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * One of Flink's settings must be good.
 *
 * @param severity where it is not
 * @param why what comes of it then
 * @param better the value to set
 */
record SettingCheck<T>(
    String id,
    ConfigOption<T> option,
    Predicate<Configuration> good,
    Severity severity,
    String why,
    String better)
    implements Check {

  @Override
  public List<Finding> look(Facts facts) {
    Configuration settings = facts.flink().get().settings();
    String value = settings.getOptional(option).map(String::valueOf).orElse("not set");
    if (good.test(settings)) {
      return List.of(Finding.ok(id, option.key(), value));
    }
    String fix = new Fixes(facts.job()).flinkSetting(option.key(), better);
    return List.of(new Finding(id, severity, option.key(), value, why, fix));
  }
}
