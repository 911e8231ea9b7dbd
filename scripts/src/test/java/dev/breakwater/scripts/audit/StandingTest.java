package dev.breakwater.scripts.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.audit.Account;
import dev.breakwater.operators.audit.Equation;
import dev.breakwater.operators.audit.Ruling;
import dev.breakwater.operators.audit.Side;
import dev.breakwater.operators.audit.Sum;
import dev.breakwater.operators.audit.Verdict;
import dev.breakwater.operators.ledger.Ages;
import dev.breakwater.operators.ledger.LedgerEntry;
import java.util.List;
import java.util.Map;
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
               balanced       not   unknown     first side    second side     complete   first age p50/p99  second age p50/p99  account
                      1         0         0             10             10   100.0000 %                   -                   -  topic|clean|b

            1 verdicts stand: 1 balanced, 0 not, 0 unknown; completeness 100.0000 %
            the last one was said at 1970-01-01T00:01:40Z, 20 s ago
            """);
  }

  @Test
  void showsHowOldRecordsWereOverAllBucketsOfAnAccount() {
    Side first = new Side(new Sum(2, 7), new TreeMap<>(), Ages.of(3, 4));
    say(
        Equation.TOPIC,
        "clean",
        "b",
        0,
        first,
        new Side(new Sum(2, 7), new TreeMap<>(), Ages.of(500, 900)));
    say(
        Equation.TOPIC,
        "clean",
        "b",
        60_000,
        first,
        new Side(new Sum(2, 7), new TreeMap<>(), Ages.of(1_000, 90_000)));
    assertThat(StandingText.of(standing, 20, NOW).lines())
        .contains(
            "          2         0         0              4              4   100.0000 %"
                + "         3 ms / 4 ms       896 ms / 88 s  topic|clean|b");
  }

  @Test
  void showsDeadLettersThatNobodyTookByTopicAndReason() {
    say(Equation.TOPIC, "dead", "w", 0, letters("a/dead.late", 5), side(5));
    // The same, as another reader of the topic has it.
    say(Equation.TOPIC, "dead", "v", 0, letters("a/dead.late", 5), side(5));
    say(Equation.TOPIC, "dead", "w", 60_000, letters("a/dead.late", 2), side(2));
    say(Equation.TOPIC, "dead", "w", LedgerEntry.IMPOSSIBLE, letters("b/x.poison", 1), side(1));
    say(Equation.TOPIC, "clean", "w", 0, letters("a/clean", 9), side(9));
    assertThat(waiting()).containsExactly("dead late 7 0", "dead poison 1 impossible");
    say(Equation.JOB, "dead", "redrive", 0, side(6), letters("sent.late", 5));
    assertThat(waiting()).containsExactly("dead late 2 60000", "dead poison 1 impossible");
    assertThat(StandingText.of(standing, 20, NOW))
        .contains(
            """
              dead letters    oldest  reason, topic
                         2      60 s  late, dead
                         1         -  poison, dead

            """);
    assertThat(Waiting.of(standing.verdicts()).get(0).toJson())
        .isEqualTo(
            "{\"dead_letters\":\"dead\",\"reason\":\"late\",\"depth\":2,"
                + "\"oldest\":\"1970-01-01T00:01:00Z\"}");
    say(Equation.JOB, "dead", "redrive", 60_000, side(2), letters("sent.late", 2));
    say(Equation.JOB, "dead", "redrive", 120_000, side(3), letters("sent.late", 3));
    assertThat(waiting()).as("strangers wrote three").contains("dead late 0 impossible");
  }

  private List<String> waiting() {
    return Waiting.of(standing.verdicts()).stream()
        .map(
            each ->
                "%s %s %d %s"
                    .formatted(
                        each.topic(),
                        each.reason().code(),
                        each.depth(),
                        each.oldest() == LedgerEntry.IMPOSSIBLE ? "impossible" : each.oldest()))
        .toList();
  }

  private static Side letters(String name, long count) {
    return new Side(new Sum(count, 7), new TreeMap<>(Map.of(name, new Sum(count, 7))));
  }

  private void say(
      Equation equation, String topic, String job, long bucket, Side debit, Side credit) {
    say(
        new Verdict(
            new Account(equation, topic, job),
            bucket,
            60_000,
            Ruling.BALANCED,
            debit,
            credit,
            1,
            SAID));
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
    say(
        new Verdict(
            new Account(equation, topic, job),
            bucket,
            60_000,
            ruling,
            side(debit),
            side(credit),
            revision,
            SAID));
  }

  private void say(Verdict verdict) {
    standing.add(new ConsumerRecord<>("verdicts", 0, 0, verdict.key(), verdict.toJson()));
  }

  private static Side side(long count) {
    return new Side(new Sum(count, 7), new TreeMap<>());
  }
}
