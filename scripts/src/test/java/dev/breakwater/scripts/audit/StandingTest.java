package dev.breakwater.scripts.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.audit.Account;
import dev.breakwater.operators.audit.Equation;
import dev.breakwater.operators.audit.Ruling;
import dev.breakwater.operators.audit.Side;
import dev.breakwater.operators.audit.Sum;
import dev.breakwater.operators.audit.Verdict;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class StandingTest {

  private static final long SAID = 100_000;
  private static final long NOW = 120_000;

  private final Standing standing = new Standing();

  @Test
  void takesTheLastRevision() {
    say(Equation.TOPIC, "clean", "b", 0, Ruling.MISSING, 10, 7, 1);
    say(Equation.TOPIC, "clean", "b", 0, Ruling.BALANCED, 10, 10, 2);
    assertThat(standing.verdicts()).extracting(Verdict::revision).containsExactly(2);
    assertThat(AuditCommand.code(standing, 0)).isZero();
    assertThat(StandingText.of(standing, 20, NOW))
        .isEqualTo(
            """
               balanced       not   unknown     first side    second side     complete  account
                      1         0         0             10             10   100.0000 %  topic|clean|b

            1 verdicts stand: 1 balanced, 0 not, 0 unknown; completeness 100.0000 %
            the last one was said at 1970-01-01T00:01:40Z, 20 s ago
            """);
  }

  @Test
  void showsTheWorstFirstAndExitsWithOne() {
    say(Equation.TOPIC, "clean", "b", 0, Ruling.BALANCED, 1_000_000, 1_000_000, 1);
    say(Equation.TOPIC, "clean", "b", 60_000, Ruling.MISSING, 1_000_000, 999_999, 1);
    say(Equation.JOB, "raw", "a", 0, Ruling.ALTERED, 5, 5, 1);
    say(Equation.TOPIC, "clean", "c", 0, Ruling.SURPLUS, 5, 9, 1);
    assertThat(AuditCommand.code(standing, 0)).isEqualTo(1);
    assertThat(StandingText.of(standing, 2, NOW).lines().limit(5))
        .containsExactly(
            "not balanced, worst first",
            "                   by  bucket                         first side  second side       topic, job",
            "  surplus           4  1970-01-01T00:00:00Z  topic             5            9  r1   clean, c",
            "  missing           1  1970-01-01T00:01:00Z  topic     1,000,000      999,999  r1   clean, b",
            "  and 1 more");
  }

  @Test
  void cannotSayAnythingOfAnAuditThatStands() {
    say(Equation.TOPIC, "clean", "b", 0, Ruling.BALANCED, 10, 10, 1);
    assertThat(AuditCommand.code(standing, SAID)).isZero();
    assertThat(AuditCommand.code(standing, SAID + 1)).isEqualTo(2);
  }

  @Test
  void nobodyReadsIsNoMoreSaidOnceSomebodyDoes() {
    say(Equation.TOPIC, "clean", "", 0, Ruling.UNKNOWN, 10, 0, 1);
    say(Equation.TOPIC, "other", "", 0, Ruling.UNKNOWN, 10, 0, 1);
    assertThat(AuditCommand.code(standing, 0)).isEqualTo(2);
    say(Equation.TOPIC, "clean", "b", 0, Ruling.BALANCED, 10, 10, 1);
    assertThat(standing.verdicts())
        .extracting(verdict -> verdict.account().key())
        .containsExactly("topic|clean|b", "topic|other|");
    assertThat(AuditCommand.code(standing, 0)).isZero();
  }

  @Test
  void neverRoundsALossAway() {
    assertThat(StandingText.completeness(new Standing.Totals(1, 1, 0, 1_000_000_000, 999_999_999)))
        .isEqualTo("<100 %");
    assertThat(StandingText.completeness(new Standing.Totals(1, 1, 0, 1_000, 999)))
        .isEqualTo("99.9000 %");
    assertThat(StandingText.completeness(Standing.Totals.NONE)).isEqualTo("-");
  }

  @Test
  void countsWhatIsNoVerdict() {
    standing.add(
        new ConsumerRecord<>("verdicts", 0, 0, "key".getBytes(UTF_8), "none".getBytes(UTF_8)));
    assertThat(StandingText.of(standing, 20, NOW))
        .endsWith("1 records of the topic are no verdicts\n");
    assertThat(AuditCommand.code(standing, 0)).isEqualTo(2);
  }

  private void say(
      Equation equation,
      String topic,
      String job,
      long bucket,
      Ruling ruling,
      long debit,
      long credit,
      int revision) {
    Verdict verdict =
        new Verdict(
            new Account(equation, topic, job),
            bucket,
            60_000,
            ruling,
            side(debit),
            side(credit),
            revision,
            SAID);
    standing.add(new ConsumerRecord<>("verdicts", 0, 0, verdict.key(), verdict.toJson()));
  }

  private static Side side(long count) {
    return new Side(new Sum(count, 7), new TreeMap<>());
  }
}
