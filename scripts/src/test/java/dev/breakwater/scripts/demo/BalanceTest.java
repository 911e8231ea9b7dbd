package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BalanceTest {

  @Test
  void holdsWhenNothingIsMissing() {
    assertThat(Figures.balance(0, 50).holds()).isTrue();
    assertThat(Figures.balance(0, 50).toString())
        .contains("dead letters: invalid                  20           20")
        .contains("of the outage, redriven                70           70")
        .endsWith("lost=0 duplicated=0 altered=0%nthe balance holds".formatted());
  }

  @Test
  void doesNotHoldWhenAnEventIsLost() {
    assertThat(Figures.balance(1, 50).holds()).isFalse();
    assertThat(Figures.balance(1, 50).toString())
        .contains("lost=1", "THE BALANCE DOES NOT HOLD", "<-");
  }

  @Test
  void doesNotHoldWhenADuplicateIsMissingFromItsTopic() {
    assertThat(Figures.balance(0, 49).holds()).isFalse();
  }

  @Test
  void doesNotHoldWhenADeadLetterOfTheOutageWasNotSentBack() {
    Balance whole = Figures.balance(0, 50);
    assertThat(new Balance(whole.verdict(), Figures.committed(50, 69), 50, List.of()).holds())
        .isFalse();
  }

  @Test
  void doesNotHoldWithAComplaint() {
    Balance whole = Figures.balance(0, 50);
    Balance held = new Balance(whole.verdict(), whole.committed(), 50, List.of("1 is held"));
    assertThat(held.holds()).isFalse();
    assertThat(held.toString()).contains("1 is held");
  }
}
