package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.ClusterException;
import dev.breakwater.scripts.rest.FlinkRestException;
import dev.breakwater.testkit.process.ServerFailedException;
import dev.breakwater.testkit.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Drills one after the other, each so many times, written down after each round. */
final class Campaign {

  static final String SHIPPED = "shipped";
  static final String DEFAULTS = "Flink's defaults";

  private static final int MOST_FAILURES_IN_A_ROW = 3;

  private final int rounds;
  private final long seed;
  private final int rate;
  private final Path report;
  private final List<Round> done = new ArrayList<>();

  Campaign(int rounds, long seed, int rate, Path report) {
    this.rounds = rounds;
    this.seed = seed;
    this.rate = rate;
    this.report = report;
  }

  /**
   * Runs drills on a cluster. A round without a verdict counts as failed; the cluster goes on with
   * the next one, unless several follow each other.
   *
   * @throws DrillException when the cluster does not come to itself any more
   */
  void run(Ground ground, List<Drill> drills) throws InterruptedException, IOException {
    RoundRunner runner = new RoundRunner(ground, rate);
    int inARow = 0;
    for (int number = 1; number <= rounds; number++) {
      for (Drill drill : drills) {
        ground.say().line("%s, round %d: %s".formatted(drill.name(), number, drill.summary()));
        try {
          Round round = runner.run(drill, seedOf(drill, number), number);
          inARow = 0;
          done.add(round);
          ground.say().line("  " + line(round));
          write();
        } catch (DrillException | FlinkRestException | ClusterException | ServerFailedException e) {
          done.add(
              Round.unjudged(
                  drill.name(),
                  ground.configuration(),
                  seedOf(drill, number),
                  number,
                  String.valueOf(e.getMessage())));
          ground.say().line("  no verdict: " + e.getMessage());
          write();
          if (++inARow == MOST_FAILURES_IN_A_ROW) {
            throw e;
          }
        }
      }
    }
  }

  /** Every round so far, in order. */
  List<Round> rounds() {
    return List.copyOf(done);
  }

  /** True when there are rounds, and the verdict of each is {@code pass}. */
  boolean passed() {
    return !done.isEmpty() && done.stream().allMatch(Round::passed);
  }

  /** Writes {@code drills.json} and {@code index.html}. */
  void write() throws IOException {
    Files.createDirectories(report);
    DrillsJson.write(report.resolve("drills.json"), done);
    Files.writeString(report.resolve("index.html"), new DrillsPage(done, rate).html());
  }

  /** One line of a round that has a verdict, and more lines where something is wrong. */
  static String line(Round round) {
    Verdict balance = Objects.requireNonNull(round.balance());
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: detected %s, gap %.1f s, worst latency %.1f s, caught up %s, %,d records, %s",
            round.verdict(),
            seconds(round.detection()),
            round.measures().gap(),
            round.measures().worstLatency(),
            seconds(round.measures().catchUp()),
            round.records(),
            balance.line()));
    if (!round.observed().figures().isEmpty()) {
      text.append(", ").append(text(round.observed().figures()));
    }
    round.complaints().forEach(complaint -> text.append("\n    ").append(complaint));
    if (!balance.holds()) {
      text.append('\n').append(balance);
    }
    return text.toString();
  }

  /** Figures with their names. */
  static String text(Map<String, Double> figures) {
    return figures.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "%s %.3f", each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** The median of the gaps of a drill, by configuration; for the summary. */
  List<String> medians() {
    List<String> lines = new ArrayList<>();
    for (String name : done.stream().map(Round::name).distinct().toList()) {
      for (String configuration : List.of(SHIPPED, DEFAULTS)) {
        double[] gaps =
            done.stream()
                .filter(round -> round.name().equals(name))
                .filter(round -> round.configuration().equals(configuration))
                .filter(Round::judged)
                .mapToDouble(round -> round.measures().gap())
                .sorted()
                .toArray();
        if (gaps.length > 0) {
          lines.add(
              String.format(
                  Locale.ROOT,
                  "%-24s %-16s %d rounds, median gap %.1f s, largest %.1f s",
                  name,
                  configuration,
                  gaps.length,
                  gaps[gaps.length / 2],
                  gaps[gaps.length - 1]));
        }
      }
    }
    return lines;
  }

  private long seedOf(Drill drill, int number) {
    return seed * 1_000_003 + drill.name().hashCode() * 31L + number;
  }

  private static String seconds(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.1f s", value.getAsDouble()) : "never";
  }
}
