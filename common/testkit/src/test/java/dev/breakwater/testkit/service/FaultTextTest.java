package dev.breakwater.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "down",
        "reset",
        "silent",
        "error",
        "not-json",
        "not-http",
        "truncated",
        "wrong-length",
        "slow PT2S",
        "busy PT0.5S",
        "2% slow PT3S",
        "12.5% error"
      })
  void readsWhatItWrites(String text) {
    assertThat(FaultText.text(Fault.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "dwon", "down PT2S", "slow", "slow PT2S PT3S", "DOWN", "100% error"})
  void saysWhatIsAllowed(String text) {
    assertThatThrownBy(() -> Fault.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("fault must be one of none, down,")
        .hasMessageEndingWith("was '" + text + "'");
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> Fault.parse("slow 2 s")).hasMessageContaining("fault must be one of");
    assertThatThrownBy(() -> Fault.parse("slow 2s")).hasMessageContaining("was '2s' in 'slow 2s'");
    assertThatThrownBy(() -> Fault.parse("slow PT0S"))
        .hasMessage("latency must be positive, was PT0S");
    assertThatThrownBy(() -> Fault.parse("0% error"))
        .hasMessage("share must be above 0 and below 1, was 0.0");
    assertThatThrownBy(() -> Fault.parse("5% down"))
        .hasMessage("fault cannot be partial, was Down[]");
  }

  @Test
  void readsSchedules() {
    assertThat(Schedule.parse("error")).isEqualTo(Schedule.always(new Fault.Failing()));
    assertThat(Schedule.parse("down for PT3S, slow PT1S for PT2S , repeat"))
        .isEqualTo(
            new Schedule(
                List.of(
                    new Schedule.Step(new Fault.Down(), Duration.ofSeconds(3)),
                    new Schedule.Step(
                        new Fault.Slow(Duration.ofSeconds(1)), Duration.ofSeconds(2))),
                true));
  }

  @Test
  void refusesSchedulesThatNeverGoOn() {
    assertThatThrownBy(() -> Schedule.parse("down, error"))
        .hasMessage("only the last step may stay, add 'for DURATION' to 'down' in 'down, error'");
    assertThatThrownBy(() -> Schedule.parse("down for PT1S, error, repeat"))
        .hasMessageContaining("only the last step may stay");
    assertThatThrownBy(() -> Schedule.parse("down for PT0S"))
        .hasMessage("time must be PT0.001S or more, was PT0S");
    assertThatThrownBy(() -> Schedule.parse("repeat")).hasMessageContaining("was 'repeat'");
  }
}
