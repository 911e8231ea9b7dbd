package dev.breakwater.operators.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The core against a model that works everything out from the whole history of each result. */
class ArbiterModelTest {

  private static final int SEEDS = 60;
  private static final int RESULTS = 150;

  static Stream<List<String>> modes() {
    return Stream.of(
        List.of("quorum.mode", "first"),
        List.of("quorum.mode", "quorum"),
        List.of("quorum.mode", "quorum", "quorum.on-deadline", "hold"),
        List.of("quorum.mode", "quorum", "quorum.agree", "3"),
        List.of("quorum.mode", "quorum", "quorum.agree", "1"),
        List.of("quorum.mode", "quorum", "quorum.replicas", "a=results.a;b=results.b"),
        List.of(
            "quorum.mode",
            "quorum",
            "quorum.replicas",
            "a=results.a;b=results.b;c=results.c;d=results.d;e=results.e"),
        List.of("quorum.mode", "first", "quorum.replicas", "a=results.a;b=results.b"),
        blueGreen("emit"),
        blueGreen("hold"));
  }

  static List<String> blueGreen(String policy) {
    return List.of(
        "quorum.mode",
        "blue-green",
        "quorum.cut-over-at",
        "1970-01-01T00:01:00Z",
        "quorum.on-deadline",
        policy,
        "quorum.replicas",
        "a=results.a;b=results.b");
  }

  @ParameterizedTest
  @MethodSource("modes")
  void doesAsTheModelDoes(List<String> settings) {
    QuorumConfig config = config(settings);
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Copy> copies = RandomCopies.of(seed, config, RESULTS);
      NaiveModel model = new NaiveModel(config, copies);
      Court court = new Court(config);
      copies.forEach(court::arrive);
      court.clock(Long.MAX_VALUE);

      assertThat(court.record.results)
          .as("results, seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(model.results);
      assertThat(court.record.findings)
          .as("findings, seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(model.findings);
      assertThat(court.record.counts).as("counts, seed %d", seed).isEqualTo(model.counts);
      assertThat(court.open()).as("open ballots, seed %d", seed).isZero();
    }
  }

  static QuorumConfig config(List<String> settings) {
    List<String> all = new java.util.ArrayList<>(settings);
    all.addAll(
        List.of(
            "quorum.deadline", "200 ms",
            "quorum.verify-for", "1 s",
            "quorum.missing-in-a-row", "1000000",
            "quorum.silent-after", "1000 d",
            "quorum.lag.bound", "1000 d"));
    return Configs.of(all.toArray(new String[0]));
  }
}
