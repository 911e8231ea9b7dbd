package dev.breakwater.scripts.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Of each alert there must be a drill that makes it fire. */
class DrillAlertsTest {

  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

  @Test
  void eachAlertIsFiredByADrill() throws IOException {
    Path rules = Path.of(System.getProperty("breakwater.root"), "conf/prometheus/rules/alerts.yml");
    Set<String> shipped =
        ALERT
            .matcher(Files.readString(rules))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    List<Drill> drills = new Drills(Duration.ofMinutes(1), Duration.ofSeconds(30)).all();
    Set<String> fired =
        drills.stream()
            .flatMap(drill -> drill.alerts().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(shipped).hasSizeGreaterThan(30);
    assertThat(fired).isEqualTo(shipped);
  }
}
