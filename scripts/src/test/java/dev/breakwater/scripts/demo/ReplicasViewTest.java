package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicasViewTest {

  private final ReplicasView view = new ReplicasView("demo", "http://127.0.0.1:8081");

  @Test
  void blockShowsEveryFigure() {
    assertThat(String.join("\n", view.block(halfWay(), 120)))
        .isEqualTo(
            """
            demo
            web UI http://127.0.0.1:8081

            00:25  [####################....................]  50 %  of 150,000

            in               75,000   2,998/s
            replica a         9,000
            replica b        10,000
            replica c        10,001
            agreed            8,990   results that all three tell the same
            results           9,995   402/s committed, longest pause 3.1 s
            found               121   altered of c 120, missing of a 1
            changes               2   a silent, b active
            failure     TaskManager 0, with the replica whose results go out, killed at 00:17
            lies        c lies from 00:20, honest again after 1.5 s""");
  }

  @Test
  void lineShowsEveryFigure() {
    assertThat(view.line(halfWay()))
        .isEqualTo(
            "00:25  50 %  in=75,000 (2,998/s) copies=(a 9,000, b 10,000, c 10,001) agreed=8,990"
                + " results=9,995 (402/s committed, longest pause 3.1 s) found=(altered of c 120,"
                + " missing of a 1) changes=(a silent, b active) TaskManagers=4");
  }

  @Test
  void blockHasTheSameHeightFromTheStartAndFitsTheTerminal() {
    List<String> narrow = view.block(halfWay(), 40);
    assertThat(narrow).hasSameSizeAs(view.block(start(), 40));
    assertThat(narrow).allMatch(line -> line.length() <= 40);
  }

  static ReplicasSnapshot halfWay() {
    return new ReplicasSnapshot(
        25_000,
        150_000,
        75_000,
        2_998.4,
        402,
        new ReplicasAudit.Seen(
            9_995,
            3_120,
            Map.of("a", 9_000L, "b", 10_000L, "c", 10_001L),
            8_990,
            Map.of("altered of c", 120L, "missing of a", 1L),
            List.of("a silent", "b active")),
        new FaultState(0, 17_000, 18_500),
        new LyingTime.State(20_000, 21_500),
        4);
  }

  private static ReplicasSnapshot start() {
    return new ReplicasSnapshot(
        0,
        150_000,
        0,
        0,
        0,
        new ReplicasAudit.Seen(0, 0, Map.of(), 0, Map.of(), List.of()),
        new FaultState(0, -1, -1),
        new LyingTime.State(-1, -1),
        5);
  }
}
