package dev.breakwater.operators.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditConfigTest {

  @Test
  void takesTheDefaults() {
    assertThat(AuditConfig.from(Settings.of(Map.of())))
        .isEqualTo(new AuditConfig(120_000, 300_000, 86_400_000, 604_800_000, Map.of()));
  }

  @Test
  void readsWhoReadsWhat() {
    assertThat(
            AuditConfig.from(
                    Settings.of(Map.of("audit.readers", "clean=b.r01; clean=c.r01;other=d.r01")))
                .readers())
        .isEqualTo(Map.of("clean", List.of("b.r01", "c.r01"), "other", List.of("d.r01")));
  }

  @Test
  void saysEverythingThatIsWrongInOneMessage() {
    Settings settings =
        Settings.of(
            Map.of(
                "audit.grace", "2 h",
                "audit.horizon", "1 h",
                "audit.silence", "0 s",
                "audit.dead-letter-horizon", "0 d",
                "audit.readers", "clean"));
    AuditConfig.from(settings);
    assertThatThrownBy(settings::check)
        .hasMessageContaining("audit.horizon must be longer than audit.grace, was 1 h")
        .hasMessageContaining("audit.silence must be positive, was 0 s; allowed: 1 ms or more")
        .hasMessageContaining("audit.dead-letter-horizon must be positive, was 0 d")
        .hasMessageContaining("audit.readers must be pairs of a topic and a job, was clean");
  }
}
