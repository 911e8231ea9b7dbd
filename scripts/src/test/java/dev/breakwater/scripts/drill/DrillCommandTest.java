package dev.breakwater.scripts.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillCommandTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void listsEveryDrill() {
    assertThat(run("--list")).isZero();
    List<Drill> all = new Drills(Duration.ofMinutes(1), Duration.ofSeconds(30)).all();
    assertThat(text().lines()).hasSameSizeAs(all);
    assertThat(text()).contains("taskmanager-kill ", "everything-kill ", "random ");
    assertThat(all).extracting(Drill::name).doesNotHaveDuplicates();
  }

  @Test
  void saysWhichDrillsThereAreWhenANameIsWrong() {
    assertThat(run("taskmanager-kil")).isEqualTo(2);
    assertThat(text()).contains("no drill is named taskmanager-kil; allowed: [taskmanager-kill, ");
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThat(run("--rounds=0")).isEqualTo(2);
    assertThat(text()).contains("--rounds must be positive, was 0");
    assertThat(run("--rate=many")).isEqualTo(2);
  }

  @Test
  void explainsItself() {
    assertThat(run("--help")).isZero();
    assertThat(text()).contains("--baseline", "--seed", "Exit codes: 0 every round passed");
  }

  private int run(String... arguments) {
    return DrillCommand.execute(out, out, arguments);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
