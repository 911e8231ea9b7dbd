package dev.breakwater.scripts.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertsTest {

  private static final Pattern SECTION = Pattern.compile("(?m)^## (\\w+)$");

  @Test
  void eachHasItsSectionOfTheRunbookAndEachSectionItsAlert() throws IOException {
    String runbook = MonitoringFiles.read("prometheus/RUNBOOK.md");
    assertThat(MonitoringFiles.found(SECTION, runbook)).isEqualTo(MonitoringFiles.alerts());
    for (String section : SECTION.split(runbook.substring(runbook.indexOf("## ")), -1)) {
      assertThat(section.isEmpty() || section.contains("- **Meaning**: ")).as(section).isTrue();
      if (!section.isEmpty()) {
        assertThat(section).contains("- **First look**: ", "- **Fix**: ", "- **Escalate**: ");
      }
    }
  }

  @Test
  void eachLinksToItsSectionAndSaysHowSoonToLook() throws IOException {
    String rules = MonitoringFiles.read("prometheus/rules/alerts.yml");
    List<String> alerts = MonitoringFiles.alerts();
    for (int i = 0; i < alerts.size(); i++) {
      String from = "- alert: " + alerts.get(i) + "\n";
      int end =
          i + 1 < alerts.size() ? rules.indexOf("- alert: " + alerts.get(i + 1)) : rules.length();
      assertThat(rules.substring(rules.indexOf(from), end))
          .contains(
              "runbook_url: conf/prometheus/RUNBOOK.md#" + alerts.get(i).toLowerCase(Locale.ROOT))
          .containsPattern("severity: (page|ticket)}");
    }
  }

  @Test
  void eachIsTestedQuietAndFiring() throws IOException {
    String tests = MonitoringFiles.read("prometheus/tests/alerts.yml");
    for (String alert : MonitoringFiles.alerts()) {
      String named = "- alertname: " + alert + "\n +eval_time: \\w+\n +exp_alerts:";
      assertThat(tests).containsPattern(named + " \\[\\]").containsPattern(named + "\n");
    }
  }

  @Test
  void namesNoMetricThatIsNotDefined() throws IOException {
    for (String rules : List.of("prometheus/rules/alerts.yml", "prometheus/rules/recording.yml")) {
      assertThat(MonitoringFiles.known())
          .containsAll(MonitoringFiles.metrics(MonitoringFiles.read(rules)));
    }
  }
}
