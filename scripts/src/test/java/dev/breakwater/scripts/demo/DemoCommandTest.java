package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DemoCommandTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void helpNamesEveryOption() {
    assertThat(execute("--help")).isZero();
    assertThat(text())
        .contains("--events", "--rate", "--seed", "--no-faults", "--keep-running", "--report")
        .contains("--web-port", "--replicas", "Exit codes");
  }

  @Test
  void refusesValuesThatMakeNoSense() {
    assertThat(execute("--events", "0")).isEqualTo(2);
    assertThat(text()).contains("error: --events must be from 1 to 50,000,000, was 0");
    assertThat(execute("--rate", "-5")).isEqualTo(2);
    assertThat(text()).contains("error: --rate must be from 1 to 1,000,000, was -5");
    assertThat(execute("--web-port", "70000")).isEqualTo(2);
    assertThat(text()).contains("error: --web-port must be from 0 to 65,535, was 70,000");
    assertThat(execute("--events", "many")).isEqualTo(2);
    assertThat(execute("--fast")).isEqualTo(2);
  }

  private int execute(String... args) {
    PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    return DemoCommand.execute(out, out, args);
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
