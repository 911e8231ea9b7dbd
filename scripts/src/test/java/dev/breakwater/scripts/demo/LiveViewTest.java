package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveViewTest {

  private final LiveView view = new LiveView("demo", "http://127.0.0.1:8081");
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void blockShowsEveryFigure() {
    assertThat(String.join("\n", view.block(Figures.halfWay(), 100)))
        .isEqualTo(
            """
            demo
            web UI http://127.0.0.1:8081

            00:31  [######################..................]  57 %  of 150,000

            in               85,500   2,998/s
            clean            79,120
            enriched         76,010   2,810/s committed, cached 70,000, fresh 1,010, stale 5,000
            duplicate         4,201
            dead              4,680   dependency 3,000, invalid 560, malformed 1,120
            redriven          1,500   dead letters of the outage, from 00:29, done after 1.5 s
            lag               2,109   sent, not yet committed at the other end
            checkpoint           29   0.4 s ago, took 118 ms
            breaker          closed   service down at 00:12, back after 12.5 s, asked again after 0.8 s
            failures              2   TaskManager 0 killed at 00:25, all tasks back after 2.1 s
            restarts              1   jobs RUNNING, 2 TaskManagers""");
  }

  @Test
  void lineShowsEveryFigure() {
    assertThat(view.line(Figures.halfWay()))
        .isEqualTo(
            "00:31  57 %  in=85,500 (2,998/s) clean=79,120 enriched=76,010 (cached 70,000, fresh 1,010,"
                + " stale 5,000) breaker=closed duplicate=4,201 dead=4,680 (dependency 3,000, invalid"
                + " 560, malformed 1,120) redriven=1,500 lag=2,109 checkpoints=29 (last 0.4 s ago,"
                + " took 118 ms) failures=2 restarts=1 TaskManagers=2 RUNNING");
  }

  @Test
  void blockHasTheSameHeightFromTheStartAndFitsTheTerminal() {
    List<String> narrow = view.block(Figures.halfWay(), 40);
    assertThat(narrow).hasSameSizeAs(view.block(Figures.start(), 40));
    assertThat(narrow).allMatch(line -> line.length() <= 40);
  }

  @Test
  void terminalIsDrawnAgainInItsPlace() {
    Screen screen = new Screen(out, true, 80);
    screen.show(view, Figures.start());
    assertThat(text()).doesNotContain("\u001b[16A");
    screen.show(view, Figures.halfWay());
    assertThat(text()).containsOnlyOnce("\u001b[16A").contains("85,500");
  }

  @Test
  void textThatStaysIsNotDrawnOver() {
    Screen screen = new Screen(out, true, 80);
    screen.show(view, Figures.start());
    screen.say("stays");
    screen.show(view, Figures.halfWay());
    assertThat(text()).doesNotContain("\u001b[16A");
  }

  @Test
  void withoutATerminalThereIsALineNowAndThenWithoutControlCharacters() {
    Screen screen = new Screen(out, false, 80);
    screen.show(view, Figures.start());
    screen.show(view, Figures.start());
    screen.show(view, Figures.halfWay());
    assertThat(text().lines()).hasSize(2);
    assertThat(text()).doesNotContain("\u001b");
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
