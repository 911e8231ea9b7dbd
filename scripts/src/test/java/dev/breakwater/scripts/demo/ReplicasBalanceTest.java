package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scripts.replicas.FinalResults;
import dev.breakwater.scripts.replicas.Testimony;
import dev.breakwater.testkit.verdict.Finding;
import dev.breakwater.testkit.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicasBalanceTest {

  private static final List<String> LIES = List.of("altered/r1/c", "altered/r2/c");
  private static final List<String> TURN = List.of("a silent", "b active", "c diverged");

  @Test
  void holdsWhenAllIsRightAndEachLieIsNamed() {
    ReplicasBalance balance = balance(0, new Testimony(LIES, LIES, TURN), true);
    assertThat(balance.holds()).isTrue();
    assertThat(balance.toString())
        .contains("lies named                              2            2")
        .contains("replicas: a silent, b active, c diverged")
        .endsWith("lost=0 duplicated=0 altered=0%nthe balance holds".formatted());
  }

  @Test
  void doesNotHoldWithoutAResultOrALieOrATakeover() {
    Testimony told = new Testimony(LIES, LIES, TURN);
    assertThat(balance(1, told, true).toString()).contains("lost=1", "THE BALANCE DOES NOT HOLD");
    Testimony overlooked = new Testimony(LIES, LIES.subList(0, 1), TURN);
    assertThat(balance(0, overlooked, true).complaints())
        .containsExactly("1 of 2 injected discrepancies were not found, such as altered/r2/c");
    assertThat(balance(0, new Testimony(List.of(), List.of(), TURN), true).complaints())
        .containsExactly("no lie was told");
    assertThat(balance(0, new Testimony(LIES, LIES, List.of()), true).complaints())
        .containsExactly("no other replica took over, but: []");
    assertThat(balance(0, new Testimony(List.of(), List.of(), List.of()), false).holds()).isTrue();
  }

  @Test
  void isShownOnAPageWithNothingFromOutside() {
    Samples samples = new Samples();
    samples.add(25_000, 75_000, 9_995);
    DemoSettings settings = Figures.settings(Path.of("."));
    ReplicasBalance balance = balance(1, new Testimony(LIES, LIES, TURN), true);
    String page = new ReplicasReport(settings, ReplicasViewTest.halfWay(), samples, balance).html();
    assertThat(page)
        .contains(
            "verdict fails", "replica killed", "c lies", "altered of c", "a silent, b active");
    assertThat(page.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:", "<script", "<link", "url(");
  }

  private static ReplicasBalance balance(long lost, Testimony testimony, boolean faults) {
    Verdict verdict =
        new Verdict(
            100,
            100 - lost,
            Map.of("late", 7L),
            Map.of("late", 7L),
            Map.of(Finding.LOST, lost),
            Map.of(),
            false);
    return ReplicasBalance.of(
        new FinalResults.Result(verdict, List.of(), List.of()), testimony, faults, "a");
  }
}
