package dev.breakwater.operators.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.config.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuorumConfigTest {

  @Test
  void takesMoreThanHalfForAQuorumUnlessToldOtherwise() {
    assertThat(Configs.of().agree()).isEqualTo(2);
    assertThat(Configs.of("quorum.replicas", "a=x;b=y").agree()).isEqualTo(2);
    assertThat(Configs.of("quorum.agree", "3").agree()).isEqualTo(3);
  }

  @Test
  void readsReplicasWithTopicsOrOfAHeader() {
    assertThat(Configs.of().replicas())
        .containsExactly(
            new Replica("a", "results.a"),
            new Replica("b", "results.b"),
            new Replica("c", "results.c"));
    assertThat(Configs.of("quorum.replicas", "a;b", "quorum.replica-header", "h").replicas())
        .containsExactly(new Replica("a", ""), new Replica("b", ""));
  }

  @Test
  void namesAllProblemsAtOnce() {
    Map<String, String> flat = new HashMap<>();
    flat.put("job.instance", "court");
    flat.put("quorum.replicas", "a=x;a=y;B=z");
    flat.put("quorum.mode", "blue-green");
    flat.put("quorum.verify-for", "5 s");
    flat.put("quorum.horizon", "6 s");
    flat.put("quorum.compare.ignore", "at");
    flat.put("quorum.compare.tolerance.relative", "2");
    flat.put("quorum.divergence.ratio", "-1");
    flat.put("quorum.agree", "0");
    Settings settings = Settings.of(flat);
    QuorumConfig.from(settings);
    assertThatThrownBy(settings::check)
        .hasMessageContaining("quorum.replicas must name the replicas, was a=x;a=y;B=z")
        .hasMessageContaining("quorum.cut-over-at goes together with quorum.mode blue-green")
        .hasMessageContaining("quorum.verify-for must be longer than quorum.deadline, was 5 s")
        .hasMessageContaining("quorum.horizon is too short for quorum.verify-for, was 6 s")
        .hasMessageContaining("quorum.compare.ignore is no JSON pointer")
        .hasMessageContaining("quorum.compare.as knows no ignored fields")
        .hasMessageContaining("quorum.compare.tolerance.relative is out of range, was 2")
        .hasMessageContaining("quorum.divergence.ratio is out of range, was -1")
        .hasMessageContaining("quorum.agree is out of range, was 0");
  }

  @Test
  void refusesATakeoverThatComesAfterTheDeadline() {
    assertThatThrownBy(() -> Configs.of("quorum.mode", "primary", "quorum.silent-after", "10 s"))
        .rootCause()
        .hasMessageContaining("quorum.silent-after must be shorter than quorum.deadline");
  }

  @Test
  void refusesACutOverOfMoreThanTwo() {
    assertThatThrownBy(
            () ->
                Configs.of(
                    "quorum.mode", "blue-green", "quorum.cut-over-at", "2026-01-31T12:00:00Z"))
        .rootCause()
        .hasMessageContaining("quorum.mode needs two replicas, were 3");
  }
}
