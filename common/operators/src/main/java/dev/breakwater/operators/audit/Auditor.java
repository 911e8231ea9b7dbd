package dev.breakwater.operators.audit;

import dev.breakwater.operators.audit.Page.Judged;
import dev.breakwater.operators.ledger.Ages;
import dev.breakwater.operators.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges pages, and says when. */
final class Auditor {

  /**
   * What comes of closing a page.
   *
   * @param wrong how many more verdicts of it stand at something wrong than before
   * @param expected how many more records of the first side were judged
   * @param found how many more of the second side
   */
  record Closing(List<Verdict> verdicts, int wrong, long expected, long found) {}

  private final AuditConfig config;

  Auditor(AuditConfig config) {
    this.config = config;
  }

  /**
   * When something is to be done with a page, by the clock of bookings: an open one is judged once
   * its time is over and nothing was booked for the grace; a closed one is forgotten once nothing
   * was booked for the horizon.
   */
  long due(Page page, long bucket) {
    long wait = page.isOpen() ? config.graceMillis() : config.horizonMillis();
    return Math.max(page.lastBooked(), end(page, bucket)) + wait;
  }

  /** A time that is far ahead of the bookings does not keep its page for ever. */
  private long end(Page page, long bucket) {
    return bucket == LedgerEntry.IMPOSSIBLE
        ? page.lastBooked()
        : Math.min(bucket + page.sizeMs(), page.lastBooked() + config.horizonMillis());
  }

  /**
   * Closes a page: a verdict for each of its accounts of which there is something new to say.
   *
   * @param line the account of the line; of a topic without a reader
   * @param now epoch milliseconds
   */
  Closing close(Account line, long bucket, Page page, Parties parties, long now) {
    int wrong = page.wrong();
    Sum debits = page.judgedDebits();
    Sum credits = page.judgedCredits();
    List<Verdict> verdicts = judge(line, bucket, page, parties, now);
    return new Closing(
        verdicts,
        page.wrong() - wrong,
        page.judgedDebits().count() - debits.count(),
        page.judgedCredits().count() - credits.count());
  }

  private List<Verdict> judge(Account line, long bucket, Page page, Parties parties, long now) {
    page.close();
    Side debit = Side.of(page.debits(), page.debitAges());
    boolean debitKnown = !page.debits().isEmpty() || !parties.debtors().isEmpty();
    List<Verdict> verdicts = new ArrayList<>(1);
    credits(line, page, parties)
        .forEach(
            (account, credit) -> {
              Judged before = page.judged().get(account.job());
              boolean known = (debitKnown && credit.known()) || wasKnown(before);
              Judged judged = judged(known, debit.total(), credit.side().total(), before);
              if (isNews(before, judged)) {
                page.judged().put(account.job(), judged);
                verdicts.add(
                    new Verdict(
                        account,
                        bucket,
                        page.sizeMs(),
                        judged.ruling(),
                        debit,
                        credit.side(),
                        judged.revision(),
                        now));
              }
            });
    return verdicts;
  }

  private static Judged judged(boolean known, Sum debit, Sum credit, @Nullable Judged before) {
    return new Judged(
        known ? Ruling.of(debit, credit) : Ruling.UNKNOWN,
        debit,
        credit,
        before == null ? 1 : before.revision() + 1);
  }

  /** Whoever booked then is not unknown because that is long ago. */
  private static boolean wasKnown(@Nullable Judged before) {
    return before != null && before.ruling() != Ruling.UNKNOWN;
  }

  private static boolean isNews(@Nullable Judged before, Judged judged) {
    if (before == null) {
      return judged.debit().count() + judged.credit().count() > 0;
    }
    return before.ruling() != judged.ruling()
        || !before.debit().equals(judged.debit())
        || !before.credit().equals(judged.credit());
  }

  /** The second side of an account, and whether anybody is expected to book it. */
  private record Credit(Side side, boolean known) {}

  private Map<Account, Credit> credits(Account line, Page page, Parties parties) {
    if (line.equation() == Equation.JOB) {
      boolean known = !page.credits().isEmpty() || !parties.creditors().isEmpty();
      return Map.of(line, new Credit(Side.of(page.credits(), ages(page, "")), known));
    }
    SortedMap<String, Credit> byReader = new TreeMap<>();
    for (String reader : readers(line.topic(), page, parties)) {
      Sum received = page.credits().get(reader);
      SortedMap<String, Sum> part = new TreeMap<>();
      if (received != null) {
        part.put(reader, received);
      }
      byReader.put(reader, new Credit(Side.of(part, ages(page, reader)), true));
    }
    if (byReader.isEmpty()) {
      return Map.of(line, new Credit(Side.of(new TreeMap<>(), Ages.NONE), false));
    }
    Map<Account, Credit> credits = new LinkedHashMap<>();
    byReader.forEach((reader, credit) -> credits.put(line.ofReader(reader), credit));
    return Collections.unmodifiableMap(credits);
  }

  private static Ages ages(Page page, String who) {
    return page.creditAges().getOrDefault(who, Ages.NONE);
  }

  /** Those that were named for the topic; else all that were seen to read it. */
  private Set<String> readers(String topic, Page page, Parties parties) {
    List<String> named = config.readers().get(topic);
    if (named != null) {
      return new TreeSet<>(named);
    }
    Set<String> readers = new TreeSet<>(parties.creditors().keySet());
    readers.addAll(page.credits().keySet());
    return readers;
  }
}
