package dev.breakwater.operators.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupConfigTest {

  @Test
  void holdsRecordsByDefault() {
    FallbackRules rules = LookupConfigs.of().fallback();
    assertThat(rules.chain()).containsExactly(Unavailable.STALE, Unavailable.WAIT);
    assertThat(rules.absent()).isEqualTo(Absent.PASS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stale | must not end with stale",
        "wait,stale | must end with wait",
        "divert,wait | must end with divert",
        "default,wait | must end with default",
        "stale,stale,wait | must not name anything twice",
      })
  void refusesChainsOfWhichAPartIsNeverReachedOrThatHaveNoEnd(String chain, String wrong) {
    Settings settings = LookupConfigs.settings("lookup.when-unavailable", chain);
    LookupConfig.from(settings, "airport");
    assertThatThrownBy(settings::check)
        .hasMessageContaining("lookup.when-unavailable " + wrong + "")
        .hasMessageContaining("was " + chain);
  }

  @Test
  void takesTheOtherChains() {
    for (String last : List.of("wait", "divert")) {
      assertThat(LookupConfigs.of("lookup.when-unavailable", last).fallback().chain()).hasSize(1);
      assertThat(LookupConfigs.of("lookup.when-unavailable", "stale," + last).fallback().chain())
          .hasSize(2);
    }
    assertThat(
            LookupConfigs.of(
                    "lookup.when-unavailable", "[stale, default]", "lookup.default", "{\"a\": 1}")
                .fallback()
                .defaultValue())
        .isEqualTo("{\"a\": 1}");
  }

  @Test
  void wantsADefaultExactlyWhereTheChainHasOne() {
    Settings missing = LookupConfigs.settings("lookup.when-unavailable", "default");
    LookupConfig.from(missing, "airport");
    assertThatThrownBy(missing::check)
        .hasMessageContaining("lookup.default goes together with lookup.when-unavailable default");
    Settings needless = LookupConfigs.settings("lookup.default", "null");
    LookupConfig.from(needless, "airport");
    assertThatThrownBy(needless::check).hasMessageContaining("lookup.default goes together");
    Settings broken =
        LookupConfigs.settings("lookup.when-unavailable", "default", "lookup.default", "{a}");
    LookupConfig.from(broken, "airport");
    assertThatThrownBy(broken::check).hasMessageContaining("lookup.default must be JSON, was {a}");
  }

  @Test
  void saysAllThatIsWrong() {
    Settings settings =
        LookupConfigs.settings(
            "lookup.url", "ftp://there/{/origin}",
            "lookup.answer", "data",
            "lookup.max-answer-size", "0 b",
            "lookup.deadline", "0 s",
            "lookup.max-calls", "0",
            "lookup.capacity", "-1",
            "lookup.retry.max-attempts", "0",
            "lookup.retry.initial-backoff", "10 s",
            "lookup.cache.fresh-for", "-1 s",
            "lookup.headers.Host", "elsewhere",
            "lookup.tls.trust-store-password", "hush-hush");
    LookupConfig.from(settings, "airport");
    assertThatThrownBy(settings::check)
        .hasMessageContaining("lookup.url must be a URL of http or https with a host")
        .hasMessageContaining("lookup.answer must be a JSON pointer, was data")
        .hasMessageContaining("lookup.max-answer-size is out of range")
        .hasMessageContaining("lookup.deadline is out of range, was 0 s")
        .hasMessageContaining("lookup.max-calls must be positive, was 0")
        .hasMessageContaining("lookup.capacity must be positive, was -1")
        .hasMessageContaining("lookup.retry.max-attempts must be positive, was 0")
        .hasMessageContaining("lookup.retry.max-backoff must not be shorter")
        .hasMessageContaining("lookup.cache.fresh-for")
        .hasMessageContaining("lookup.headers.Host is not a header that a call may have")
        .hasMessageContaining("lookup.tls.trust-store-password needs lookup.tls.trust-store")
        .hasMessageNotContaining("hush-hush");
  }

  @Test
  void hidesSecretsOfHeaders() {
    LookupConfig config =
        LookupConfigs.of(
            "lookup.headers.Authorization", "Bearer hush", "lookup.headers.X-Team", "harbour");
    assertThat(config.http().headers())
        .containsEntry("Authorization", "Bearer hush")
        .containsEntry("Accept", "application/json");
    assertThat(config.toString()).contains("harbour").doesNotContain("hush");
  }
}
