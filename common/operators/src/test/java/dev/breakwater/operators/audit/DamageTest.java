package dev.breakwater.operators.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.audit.Pipeline.Damage;
import dev.breakwater.operators.ledger.LedgerEntry;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of damage to a pipeline is found, named as what it is, and nothing else is named. */
class DamageTest {

  private static final int MINUTES = 12;
  private static final int AT = 5;
  private static final int SEEDS = 5;

  @ParameterizedTest
  @EnumSource(
      value = Damage.class,
      names = {"LOST", "DOUBLED", "SWAPPED", "ALTERED", "SWALLOWED"})
  void findsOneRecordAmongAll(Damage damage) throws Exception {
    String expected =
        switch (damage) {
          case LOST -> "topic|clean|b missing 1";
          case DOUBLED -> "topic|clean|b surplus 1";
          case SWALLOWED -> "job|raw|a missing 1";
          default -> "topic|clean|b altered";
        };
    for (long seed = 0; seed < SEEDS; seed++) {
      Map<String, String> wrong = wrong(seed, damage);
      assertThat(wrong).as("seed %d", seed).hasSize(1);
      Map.Entry<String, String> only = wrong.entrySet().iterator().next();
      String account = only.getKey().substring(0, only.getKey().lastIndexOf('|'));
      assertThat(account + " " + only.getValue()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Damage.class,
      names = {"LOST_TRANSACTION", "STOPPED", "STUCK"})
  void findsAllThatIsMissing(Damage damage) throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      Map<String, String> wrong = wrong(seed, damage);
      long missing = 0;
      for (Map.Entry<String, String> one : wrong.entrySet()) {
        assertThat(one.getKey()).as("seed %d", seed).startsWith("topic|clean|b|");
        assertThat(one.getValue()).as("seed %d", seed).startsWith("missing ");
        missing += Long.parseLong(one.getValue().substring("missing ".length()));
      }
      assertThat(missing).as("seed %d", seed).isEqualTo(expectedMissing(damage));
    }
  }

  private static long expectedMissing(Damage damage) {
    long missing = 0;
    int victim = AT * 100 + 40;
    for (int i = 0; i < MINUTES * 100; i++) {
      boolean gone =
          switch (damage) {
            case LOST_TRANSACTION -> i / 17 == victim / 17;
            case STOPPED -> i >= victim;
            default -> i >= victim && i % 3 == 0;
          };
      missing += gone && i % 17 != 0 ? 1 : 0;
    }
    return missing;
  }

  @Test
  void saysNothingWrongOfACleanHistoryWithRestarts() throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(wrong(seed, Damage.NONE)).as("seed %d", seed).isEmpty();
    }
  }

  /** What is wrong in the end; in a clean history also what was wrong in between. */
  private static Map<String, String> wrong(long seed, Damage damage) throws Exception {
    List<LedgerEntry> entries = new Pipeline(seed).run(MINUTES, damage, AT);
    Random random = new Random(seed);
    try (Books books = new Books(Books.CONFIG)) {
      long checkpoint = 0;
      for (LedgerEntry entry : entries) {
        if (entry.bookedAt() != checkpoint) {
          checkpoint = entry.bookedAt();
          books.clock(checkpoint);
          books.eventTime(checkpoint - 1);
          if (random.nextInt(10) == 0) {
            books.restart();
          }
        }
        books.book(entry);
      }
      books.eventTime(checkpoint + 10 * Books.MINUTE);
      assertThat(books.gauge(AuditMetrics.OPEN.name())).isZero();
      Map<String, String> wrong = new TreeMap<>();
      books.standing().forEach((name, verdict) -> note(name, verdict, wrong));
      if (damage == Damage.NONE) {
        books.said().forEach(verdict -> note(verdict.toString(), verdict, wrong));
      }
      assertThat(books.standing().values())
          .filteredOn(verdict -> verdict.ruling() == Ruling.UNKNOWN)
          .as("only the dead letters and the source have one side; here they book none")
          .isEmpty();
      return wrong;
    }
  }

  private static void note(String name, Verdict verdict, Map<String, String> wrong) {
    if (verdict.ruling().isWrong()) {
      wrong.put(name, Books.text(verdict));
    }
  }
}
