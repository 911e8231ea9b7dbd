package dev.breakwater.scripts.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scripts.replicas.Lies.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every lie is one, and is remembered as what it is. */
class LiesTest {

  private static final int RESULTS = 5_000;

  private final Lies lies = new Lies("c", 7);

  @Test
  void tellsTheTruthUntilToldOtherwise() {
    assertThat(lies.said(truth(1))).containsExactly(truth(1));
    assertThat(lies.told()).isEmpty();
  }

  @Test
  void altersEachResult() {
    lies.become(Lies.Manner.ALWAYS);
    assertThat(lies.said(truth(1)))
        .containsExactly(
            new Result("r1", "{\"events\":2,\"measures\":{\"delay_sum\":-5,\"flights\":2}}"));
    assertThat(lies.told()).containsExactly("altered/r1/c");
  }

  @Test
  void liesInEachWayNowAndThenAndRemembersIt() {
    lies.become(Lies.Manner.NOW_AND_THEN);
    List<String> wrong = new ArrayList<>();
    Set<String> kinds = new TreeSet<>();
    for (int i = 0; i < RESULTS; i++) {
      List<Result> said = lies.said(truth(i));
      if (!said.equals(List.of(truth(i)))) {
        wrong.add("r" + i);
      }
    }
    Set<String> named = new TreeSet<>();
    for (String lie : lies.told()) {
      String[] parts = lie.split("/", -1);
      kinds.add(parts[0]);
      named.add(parts[1].replaceAll("-.*", ""));
      assertThat(parts[2]).isEqualTo("c");
    }
    assertThat(kinds)
        .containsExactly("altered", "extra", "late-split", "missing", "unstable", "withheld");
    assertThat(named).containsExactlyInAnyOrderElementsOf(wrong);
    assertThat(wrong).hasSizeBetween(RESULTS / 100, RESULTS / 25);
  }

  private static Result truth(int number) {
    return new Result("r" + number, "{\"events\":2,\"measures\":{\"delay_sum\":-6,\"flights\":2}}");
  }
}
