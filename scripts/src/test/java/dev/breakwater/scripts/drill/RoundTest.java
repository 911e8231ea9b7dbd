package dev.breakwater.scripts.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.breakwater.testkit.verdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a round is called, and how it is written down. */
class RoundTest {

  @Test
  void passesWhenNothingWasFoundAndNothingIsComplainedOf() {
    assertThat(Rounds.passed().verdict()).isEqualTo("pass");
    assertThat(Rounds.round(Map.of(), List.of("no output")).verdict()).isEqualTo("failed");
  }

  @Test
  void isNamedAfterTheWorstThatWasFound() {
    assertThat(Rounds.with(Finding.LOST).verdict()).isEqualTo("lost");
    assertThat(Rounds.with(Finding.DEAD_LOST).verdict()).isEqualTo("lost");
    assertThat(Rounds.with(Finding.DUPLICATED).verdict()).isEqualTo("duplicated");
    assertThat(Rounds.with(Finding.DEAD_DUPLICATED).verdict()).isEqualTo("duplicated");
    assertThat(Rounds.with(Finding.ALTERED).verdict()).isEqualTo("altered");
    assertThat(Rounds.with(Finding.REORDERED).verdict()).isEqualTo("reordered");
    assertThat(Rounds.with(Finding.DEAD_WRONG_REASON).verdict()).isEqualTo("unexpected");
    assertThat(Rounds.round(Map.of(Finding.LOST, 1L, Finding.ALTERED, 1L), List.of("x")).verdict())
        .isEqualTo("lost");
  }

  @Test
  void passesOnlyWithTheDamageThatTheDrillInflicts() {
    Set<Finding> lost = Set.of(Finding.LOST);
    assertThat(Rounds.inflicted(lost, Map.of(Finding.LOST, 1L)).verdict()).isEqualTo("pass");
    assertThat(Rounds.inflicted(lost, Map.of()).verdict()).isEqualTo("failed");
    assertThat(Rounds.inflicted(lost, Map.of(Finding.LOST, 1L, Finding.DUPLICATED, 1L)).verdict())
        .isEqualTo("duplicated");
  }

  @Test
  void isOneJsonObjectWithTheseFieldsAndNoOther() {
    JsonNode round = DrillsJson.of(List.of(Rounds.passed())).get(0);
    List<String> names = new ArrayList<>();
    round.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "name",
            "seed",
            "round",
            "verdict",
            "lost",
            "duplicated",
            "altered",
            "reordered",
            "detection_s",
            "gap_s",
            "worst_latency_s",
            "catch_up_s",
            "records");
    JsonNode losing =
        DrillsJson.of(List.of(Rounds.round(Map.of(Finding.LOST, 3L), List.of()))).get(0);
    assertThat(losing.get("lost").asLong()).isEqualTo(3);
    assertThat(losing.get("duplicated").asLong()).isZero();
    assertThat(round.get("gap_s").asDouble()).isEqualTo(5.0);
    assertThat(round.get("worst_latency_s").asDouble()).isEqualTo(4.8);
    assertThat(round.get("detection_s").asDouble()).isEqualTo(0.4);
    assertThat(round.get("records").asLong()).isEqualTo(30_000);
  }

  @Test
  void failsWithoutAVerdictAndSaysSoEverywhere() {
    Round round = Round.unjudged("dependency-down", Campaign.SHIPPED, 7, 2, "no <job>");
    assertThat(round.verdict()).isEqualTo("failed");
    assertThat(round.passed()).isFalse();
    JsonNode json = DrillsJson.of(List.of(round)).get(0);
    assertThat(json.get("verdict").asText()).isEqualTo("failed");
    for (String unknown : List.of("lost", "duplicated", "altered", "reordered", "gap_s")) {
      assertThat(json.get(unknown).isNull()).as(unknown).isTrue();
    }
    assertThat(new DrillsPage(List.of(Rounds.passed(), round), 1_000).html())
        .contains("1 of 2 rounds passed, lost=0", "no verdict: no &lt;job&gt;");
  }

  @Test
  void hasItsOwnFiguresLast() {
    JsonNode json = DrillsJson.of(List.of(Rounds.measured(Map.of("reaction_s", 1.2345)))).get(0);
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    assertThat(names).endsWith("records", "reaction_s");
    assertThat(json.get("reaction_s").asDouble()).isEqualTo(1.235);
  }

  @Test
  void isShownWithItsMarksEscapedAndNothingFromOutside() {
    String page = new DrillsPage(List.of(Rounds.passed()), 1_000).html();
    assertThat(page)
        .contains("verdict holds", "1 of 1 rounds passed", "kill -9 &lt;taskmanager-1&gt;")
        .contains("Committed events per second", "Duration of completed checkpoints");
    assertThat(page.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("<taskmanager-1>", "http:", "https:", "<script", "<link", "url(");
  }

  @Test
  void isShownWithWhatIsWrong() {
    Round failed = Rounds.round(Map.of(Finding.LOST, 3L), List.of("no committed output for 70 s"));
    assertThat(new DrillsPage(List.of(Rounds.passed(), failed), 1_000).html())
        .contains("verdict fails", "1 of 2 rounds passed, lost=3", "no committed output for 70 s")
        .contains("the balance does not hold");
  }

  @Test
  void brokersBelowTheMinimumMustStopTheOutput() {
    BrokersBelowMinIsrDrill drill = new BrokersBelowMinIsrDrill();
    assertThat(drill.complaints(Outages.stopped(22))).isEmpty();
    assertThat(drill.complaints(Outages.stopped(150))).singleElement().asString().contains("after");
    assertThat(drill.complaints(Outages.leaking()))
        .singleElement()
        .asString()
        .contains("5 events were committed while");
  }
}
