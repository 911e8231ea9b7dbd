package dev.breakwater.operators.redrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Settings;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedriveConfigTest {

  @Test
  void takesTheDefaults() throws Exception {
    RedriveConfig config =
        read(Map.of("redrive.targets", "a.retry", "redrive.parking-topic", "parked"));
    assertThat(config.mode()).isEqualTo(Mode.ONE_SHOT);
    assertThat(config.filter().isGiven()).isFalse();
    assertThat(config.targets()).isEqualTo(new RedriveTargets("{job}.retry", Set.of("a.retry")));
    assertThat(config.maxAttempts()).isEqualTo(3);
    assertThat(config.rate()).isEqualTo(100);
    assertThat(config.health().url()).isNull();
    assertThat(config.outputs()).containsExactlyInAnyOrder("a.retry", "parked");
  }

  @Test
  void readsEveryFilter() throws Exception {
    Map<String, String> given = new HashMap<>();
    given.put("redrive.target", "again");
    given.put("redrive.parking-topic", "parked");
    given.put("redrive.filter.reasons", "dependency,DataException");
    given.put("redrive.filter.stages", "enrich");
    given.put("redrive.filter.jobs", "orders");
    given.put("redrive.filter.failed-from", "2026-01-31T12:00:00Z");
    given.put("redrive.filter.failed-until", "1800000000000");
    given.put("redrive.filter.keys", "a,b");
    given.put("redrive.filter.topics", "raw");
    given.put("redrive.filter.positions", "0@1-5,raw-1@7");
    given.put("redrive.health.url", "http://there:80/ok");
    RedriveConfig config = read(given);
    assertThat(config.targets()).isEqualTo(new RedriveTargets("again", Set.of("again")));
    assertThat(config.health().url()).isEqualTo(URI.create("http://there:80/ok"));
    assertThat(config.filter())
        .isEqualTo(
            new RedriveFilter(
                Set.of("dependency", "DataException"),
                Set.of("enrich"),
                Set.of("orders"),
                new RedriveFilter.Window(1_769_860_800_000L, 1_800_000_000_000L),
                Set.of("a", "b"),
                Set.of("raw"),
                java.util.List.of(
                    new PositionRange("", 0, 1, 5), new PositionRange("raw", 1, 7, 7))));
  }

  @Test
  void saysEverythingThatIsWrongInOneMessage() {
    Map<String, String> given = new HashMap<>();
    given.put("redrive.target", "a topic");
    given.put("redrive.targets", "b");
    given.put("redrive.max-attempts", "0");
    given.put("redrive.rate", "-1");
    given.put("redrive.delay", "2 h");
    given.put("redrive.max-waiting", "0");
    given.put("redrive.filter.reasons", "dependancy");
    given.put("redrive.filter.failed-from", "yesterday");
    given.put("redrive.filter.positions", "5-9");
    given.put("redrive.health.url", "there");
    given.put("redrive.health.interval", "0 s");
    assertThatThrownBy(() -> read(given))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("redrive.target must be a topic, was a topic; allowed: 1 to 249 of")
        .hasMessageContaining("redrive.targets must have redrive.target among them, was b")
        .hasMessageContaining("redrive.parking-topic is required, was not set")
        .hasMessageContaining("redrive.max-attempts must be positive, was 0; allowed: 1 or more")
        .hasMessageContaining("redrive.rate is out of range, was -1; allowed: 0 (no limit) to")
        .hasMessageContaining("redrive.max-delay must not be shorter than redrive.delay, was 1 h")
        .hasMessageContaining("redrive.max-waiting must be positive, was 0; allowed: 1 or more")
        .hasMessageContaining("redrive.filter.reasons must be reasons, was dependancy; allowed: ")
        .hasMessageContaining("redrive.filter.failed-from must be a time, was yesterday")
        .hasMessageContaining("redrive.filter.positions must be positions, was 5-9; allowed: as")
        .hasMessageContaining("redrive.health.url must be an address, was there; allowed: as http")
        .hasMessageContaining("redrive.health.interval must be positive, was 0 s");
  }

  @Test
  void asksForTheTopicsThatATemplateMayBecome() {
    assertThatThrownBy(() -> read(Map.of("redrive.parking-topic", "parked")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("redrive.targets must say what redrive.target may become");
  }

  private static RedriveConfig read(Map<String, String> given) throws ConfigException {
    Settings settings = Settings.of(given);
    RedriveConfig config = RedriveConfig.from(settings);
    settings.check();
    return config;
  }
}
