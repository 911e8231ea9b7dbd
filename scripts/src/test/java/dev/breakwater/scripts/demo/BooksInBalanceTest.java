package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BooksInBalanceTest {

  @Test
  void theBalanceHoldsOnlyWhereTheAuditAgrees() {
    Balance counted = Figures.balance(0, 50);
    Balance agreeing = counted.with(Map.of("audit: clean events", new Balance.Count(7, 7)));
    assertThat(agreeing.holds()).isTrue();
    assertThat(agreeing.toString()).contains("audit: clean events");
    assertThat(counted.with(Map.of("audit: clean events", new Balance.Count(7, 6))).holds())
        .isFalse();
  }
}
