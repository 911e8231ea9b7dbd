package dev.breakwater.operators.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.Event;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator against the same model, with restarts and other parallelisms on the way. */
class QuorumOperatorModelTest {

  private static final int SEEDS = 2;
  private static final int RESULTS = 250;

  /** The core is tested with all of them; here it is about state and timers. */
  static Stream<List<String>> modes() {
    return Stream.of(
        List.of("quorum.mode", "first"),
        List.of("quorum.mode", "quorum"),
        List.of("quorum.mode", "quorum", "quorum.on-deadline", "hold"),
        ArbiterModelTest.blueGreen("emit"));
  }

  @ParameterizedTest
  @MethodSource("modes")
  void doesAsTheModelDoesAcrossRestarts(List<String> settings) throws Exception {
    QuorumConfig config = ArbiterModelTest.config(settings);
    for (long seed = 0; seed < SEEDS; seed++) {
      List<Copy> copies = RandomCopies.of(seed, config, RESULTS);
      NaiveModel model = new NaiveModel(config, copies);
      try (HarnessCourt court = new HarnessCourt(config, seed != 0, 1)) {
        play(court, copies, new Random(seed), 1);
        assertThat(outs(court.results))
            .as("results, seed %d", seed)
            .containsExactlyInAnyOrderElementsOf(outsOf(model));
        assertThat(court.findings)
            .as("findings, seed %d", seed)
            .containsExactlyInAnyOrderElementsOf(model.findings);
        assertThat(court.timers()).as("timers, seed %d", seed).isZero();
        assertThat(court.entries()).as("rows, seed %d", seed).isZero();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("modes")
  void putsOutTheSameResultsAtAnyParallelism(List<String> settings) throws Exception {
    QuorumConfig config = ArbiterModelTest.config(settings);
    List<Copy> copies = RandomCopies.of(7, config, RESULTS);
    NaiveModel model = new NaiveModel(config, copies);
    try (HarnessCourt court = new HarnessCourt(config, true, 2)) {
      play(court, copies, new Random(7), 3);
      assertThat(outs(court.results)).containsExactlyInAnyOrderElementsOf(outsOf(model));
      assertThat(court.entries()).isZero();
    }
  }

  private static void play(
      HarnessCourt court, List<Copy> copies, Random random, int mostParallelism) throws Exception {
    for (Copy copy : copies) {
      court.arrive(copy);
      if (random.nextInt(200) == 0) {
        court.restart(1 + random.nextInt(mostParallelism), 0);
      }
    }
    long last = copies.get(copies.size() - 1).at();
    court.clock(last + 10_000);
    court.clock(last + 3 * 3_600_000);
  }

  private static List<String> outs(List<Event> results) {
    return results.stream()
        .map(
            event -> {
              byte[] votes = event.record().headers().last(Quorum.AGREEMENT_HEADER);
              return event.id() + "=" + new String(event.data(), UTF_8) + " " + (votes != null);
            })
        .toList();
  }

  private static List<String> outsOf(NaiveModel model) {
    return model.results.stream()
        .map(out -> out.id() + "=" + out.content() + " " + (out.votes() >= 0))
        .toList();
  }
}
