package dev.breakwater.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.ConfigException;
import org.junit.jupiter.api.Test;

class EnrichConfigTest {

  @Test
  void readsTheShippedFile() throws ConfigException {
    EnrichConfig config = EnrichConfigs.shipped();
    assertThat(config.instance()).isEqualTo("flights-enrich.r01");
    assertThat(config.source().topics()).containsExactly("flights.clean", "flights.enrich.retry");
    assertThat(config.lookup().toString()).contains("/airports/", "/origin");
  }

  @Test
  void refusesToPauseBehindALookup() {
    assertThatThrownBy(() -> EnrichConfigs.shipped("--dead-letter.budget.policy", "pause"))
        .hasMessageContaining(
            "dead-letter.budget.policy cannot stop what is asked about already, was pause");
  }

  @Test
  void refusesTopicsThatGoRound() {
    assertThatThrownBy(() -> EnrichConfigs.shipped("--sink.topic", "flights.clean"))
        .hasMessageContaining("sink.topic is a topic that the job uses already");
    assertThatThrownBy(() -> EnrichConfigs.shipped("--dead-letter.topic", "flights.enriched"))
        .hasMessageContaining("dead-letter.topic is a topic that the job uses already");
  }

  @Test
  void wantsAFieldAndAUrl() {
    assertThatThrownBy(() -> EnrichConfigs.shipped("--enrich.field", "", "--lookup.url", ""))
        .hasMessageContaining("enrich.field is required")
        .hasMessageContaining("lookup.url is required");
  }
}
