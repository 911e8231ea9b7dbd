package dev.breakwater.scripts.drill;

import dev.breakwater.operators.audit.Ruling;
import dev.breakwater.operators.audit.Verdict;
import dev.breakwater.operators.event.RejectedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the audit said, beside what the last reader found.
 *
 * @param said all verdicts, revisions of one in their order
 * @param records what the last reader found
 */
record Books(List<Verdict> said, dev.breakwater.testkit.verdict.Verdict records) {

  /** Of jobs without an audit. */
  static final Books NONE =
      new Books(
          List.of(),
          new dev.breakwater.testkit.verdict.Verdict(
              0, 0, Map.of(), Map.of(), Map.of(), Map.of(), false));

  Books {
    said = List.copyOf(said);
  }

  /**
   * Of the records of the topic of verdicts.
   *
   * @throws DrillException when one is no verdict
   */
  static Books of(
      List<ConsumerRecord<byte[], byte[]>> verdicts,
      dev.breakwater.testkit.verdict.Verdict records) {
    List<Verdict> said = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> verdict : verdicts) {
      try {
        said.add(Verdict.parse(verdict.value()));
      } catch (RejectedException e) {
        throw new DrillException("the audit has written what is no verdict", e);
      }
    }
    return new Books(said, records);
  }

  /** Those that said that something is not balanced, whether revised or not. */
  List<Verdict> alarms() {
    return said.stream().filter(verdict -> verdict.ruling().isWrong()).toList();
  }

  /** The last verdict of each account and bucket, where that is not balanced. */
  List<Verdict> wrong() {
    Map<String, Verdict> last = new LinkedHashMap<>();
    said.forEach(verdict -> last.put(verdict.account().key() + '|' + verdict.bucket(), verdict));
    return last.values().stream().filter(verdict -> verdict.ruling().isWrong()).toList();
  }

  /** How many balanced verdicts were said. */
  long balanced() {
    return said.stream().filter(verdict -> verdict.ruling() == Ruling.BALANCED).count();
  }

  /** When it first said so after a time, epoch milliseconds. */
  OptionalLong firstAlarm(long since) {
    return alarms().stream().mapToLong(Verdict::closedAt).filter(at -> at >= since).min();
  }

  /** For the report. */
  Map<String, Double> figures(long faultMillis) {
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("verdicts_balanced", (double) balanced());
    all.put("verdicts_wrong", (double) wrong().size());
    firstAlarm(faultMillis)
        .ifPresent(at -> all.put("audit_detection_s", (at - faultMillis) / 1_000.0));
    return all;
  }

  /** What is wrong with it where it had to find this, and nothing before the damage. */
  List<String> complaints(Expected expected, long faultMillis) {
    List<String> all = new ArrayList<>();
    if (balanced() == 0) {
      all.add("the audit has found nothing balanced");
    }
    alarms().stream()
        .filter(verdict -> verdict.closedAt() < faultMillis)
        .findFirst()
        .ifPresent(early -> all.add("false alarm before the damage: " + text(early)));
    all.addAll(expected.complaints(this));
    return all;
  }

  /** A verdict in a line. */
  static String text(Verdict verdict) {
    return "%s %s %d (%d and %d)"
        .formatted(
            verdict.account().key(),
            verdict.ruling().code(),
            verdict.difference(),
            verdict.debit().total().count(),
            verdict.credit().total().count());
  }

  /** What an audit has to say. */
  enum Expected {
    /** Exactly as many missing as the last reader has found lost. */
    MISSING {
      @Override
      List<String> complaints(Books books) {
        return books.difference(Ruling.MISSING, books.records().lost());
      }
    },
    /** Exactly as many too many as the last reader has found doubled. */
    SURPLUS {
      @Override
      List<String> complaints(Books books) {
        return books.difference(Ruling.SURPLUS, books.records().duplicated());
      }
    },
    /** One bucket in which all counts agree. */
    ALTERED {
      @Override
      List<String> complaints(Books books) {
        List<String> all = new ArrayList<>(books.onlyBetweenTheJobs(Ruling.ALTERED));
        if (books.wrong().size() != 1) {
          all.add("the audit names %d buckets, 1 was altered".formatted(books.wrong().size()));
        }
        return all;
      }
    },
    /** Something missing, and in the end nothing. */
    REVISED {
      @Override
      List<String> complaints(Books books) {
        List<String> all = new ArrayList<>(QUIET_IN_THE_END.complaints(books));
        if (books.alarms().stream().noneMatch(one -> one.ruling() == Ruling.MISSING)) {
          all.add("the audit has missed nothing");
        }
        return all;
      }
    },
    /** Nothing at any time. */
    QUIET {
      @Override
      List<String> complaints(Books books) {
        return books.alarms().stream()
            .findFirst()
            .map(one -> List.of("%d false alarms: %s".formatted(books.alarms().size(), text(one))))
            .orElse(List.of());
      }
    },
    /** Nothing that was not revised. */
    QUIET_IN_THE_END {
      @Override
      List<String> complaints(Books books) {
        return books.wrong().stream().map(one -> "not revised: " + text(one)).limit(1).toList();
      }
    };

    abstract List<String> complaints(Books books);
  }

  private List<String> difference(Ruling ruling, long records) {
    List<String> all = new ArrayList<>(onlyBetweenTheJobs(ruling));
    long found = wrong().stream().mapToLong(Verdict::difference).sum();
    if (found != records) {
      all.add("the audit says %s %d, the last reader %d".formatted(ruling.code(), found, records));
    }
    return all;
  }

  private List<String> onlyBetweenTheJobs(Ruling ruling) {
    return wrong().stream()
        .filter(
            one ->
                one.ruling() != ruling
                    || !one.account().topic().contains(".clean.")
                    || !one.account().equation().code().equals("topic"))
        .map(one -> "the audit also says " + text(one))
        .limit(1)
        .toList();
  }
}
