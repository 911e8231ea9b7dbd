package dev.breakwater.operators.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.ledger.Ages;
import dev.breakwater.operators.ledger.Boundary;
import dev.breakwater.operators.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What stands in the end, against a model that adds everything up at once. */
class AuditModelTest {

  private static final int SEEDS = 60;
  private static final List<Boundary> BOUNDARIES = List.of(Boundary.values());
  private static final String[] JOBS = {"a", "b", "c"};
  private static final String[] TOPICS = {"t", "u"};

  @Test
  void standsInTheEndAtWhatTheSumsOfAllEntriesSay() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<LedgerEntry> entries = random(random);
      long time = 0;
      try (Books books = new Books(Books.CONFIG)) {
        for (LedgerEntry entry : entries) {
          books.book(entry);
          if (random.nextInt(6) == 0) {
            time = Math.max(time, entry.bookedAt() - random.nextInt(60_000));
            books.clock(time);
            books.eventTime(time);
          }
          if (random.nextInt(30) == 0) {
            books.restart();
          }
        }
        books.eventTime(entries.get(entries.size() - 1).bookedAt() + 10 * Books.MINUTE);
        assertThat(books.refused()).as("seed %d", seed).isEmpty();
        assertThat(new TreeMap<>(known(books.rulings())))
            .as("seed %d", seed)
            .isEqualTo(known(naive(entries)));
        for (Verdict verdict : books.standing().values()) {
          if (verdict.ruling() != Ruling.UNKNOWN) {
            assertAges(entries, verdict, seed);
          }
        }
        books.eventTime(Long.MAX_VALUE);
        assertThat(books.rows()).as("rows, seed %d", seed).isZero();
      }
    }
  }

  private static void assertAges(List<LedgerEntry> entries, Verdict verdict, long seed) {
    Ages first = Ages.NONE;
    Ages second = Ages.NONE;
    boolean inJob = verdict.account().equation() == Equation.JOB;
    for (LedgerEntry entry : entries) {
      boolean same = entry.job().equals(verdict.account().job());
      if (!entry.topic().equals(verdict.account().topic()) || entry.bucket() != verdict.bucket()) {
        continue;
      }
      if (entry.boundary() == (inJob ? Boundary.READ : Boundary.WRITTEN) && (same || !inJob)) {
        first = entry.ages().plus(first);
      } else if (entry.boundary() == (inJob ? Boundary.EXIT : Boundary.RECEIVED) && same) {
        second = entry.ages().plus(second);
      }
    }
    assertThat(verdict.debit().ages()).as("first side, seed %d", seed).isEqualTo(first);
    assertThat(verdict.credit().ages()).as("second side, seed %d", seed).isEqualTo(second);
  }

  /** Who is unknown depends on the order, which the model does not look at. */
  private static Map<String, String> known(Map<String, String> rulings) {
    Map<String, String> known = new TreeMap<>(rulings);
    known.values().removeIf("unknown"::equals);
    return known;
  }

  /** All sides of all lines book early, so all are known; then in any order, and late. */
  private static List<LedgerEntry> random(Random random) {
    List<LedgerEntry> entries = new ArrayList<>();
    for (String topic : TOPICS) {
      for (Boundary boundary : Boundary.values()) {
        for (String job : JOBS) {
          entries.add(entry(random, job, boundary, topic, 0));
        }
      }
    }
    Collections.shuffle(entries, random);
    for (int i = 0; i < 200; i++) {
      entries.add(
          entry(
              random,
              JOBS[random.nextInt(JOBS.length)],
              BOUNDARIES.get(random.nextInt(BOUNDARIES.size())),
              TOPICS[random.nextInt(TOPICS.length)],
              i * 10_000L));
    }
    return entries;
  }

  private static LedgerEntry entry(
      Random random, String job, Boundary boundary, String topic, long bookedAt) {
    long bucket =
        random.nextInt(20) == 0 ? LedgerEntry.IMPOSSIBLE : random.nextInt(8) * Books.MINUTE;
    String name =
        boundary == Boundary.EXIT || boundary == Boundary.WRITTEN ? "x" + random.nextInt(2) : "";
    // Few values, so that sides are often equal.
    int count = 1 + random.nextInt(2);
    Ages ages =
        random.nextInt(4) == 0 || bucket == LedgerEntry.IMPOSSIBLE
            ? Ages.NONE
            : Ages.of(random.longs(count, 0, 1L << random.nextInt(1, 30)).toArray());
    return new LedgerEntry(
        job, boundary, name, topic, bucket, Books.MINUTE, count, 7L * count, bookedAt, ages);
  }

  private static Map<String, String> naive(List<LedgerEntry> entries) {
    Map<String, String> rulings = new TreeMap<>();
    for (LedgerEntry any : entries) {
      for (String topic : TOPICS) {
        for (String job : JOBS) {
          long bucket = any.bucket();
          put(
              rulings,
              Books.name(new Account(Equation.JOB, topic, job), bucket),
              sum(entries, topic, job, Boundary.READ, bucket),
              sum(entries, topic, job, Boundary.EXIT, bucket));
          put(
              rulings,
              Books.name(new Account(Equation.TOPIC, topic, job), bucket),
              sum(entries, topic, "", Boundary.WRITTEN, bucket),
              sum(entries, topic, job, Boundary.RECEIVED, bucket));
        }
      }
    }
    return rulings;
  }

  private static void put(Map<String, String> rulings, String name, long[] debit, long[] credit) {
    if (debit[0] + credit[0] == 0) {
      return;
    }
    long difference = credit[0] - debit[0];
    String ruling = debit[1] == credit[1] ? "balanced" : "altered";
    if (difference != 0) {
      ruling = difference < 0 ? "missing " + -difference : "surplus " + difference;
    }
    rulings.put(name, ruling);
  }

  private static long[] sum(
      List<LedgerEntry> entries, String topic, String job, Boundary boundary, long bucket) {
    long[] sum = new long[2];
    for (LedgerEntry entry : entries) {
      if (entry.topic().equals(topic)
          && (job.isEmpty() || entry.job().equals(job))
          && entry.boundary() == boundary
          && entry.bucket() == bucket) {
        sum[0] += entry.count();
        sum[1] += entry.checksum();
      }
    }
    return sum;
  }
}
