package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import dev.breakwater.testkit.service.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The circuit breakers of the job under test, one in each TaskManager that it works in, by what
 * they log: a metric is seen seconds later.
 */
final class Breakers {

  private static final String OPENED = "breaker opened ";
  private static final String CLOSED = "breaker closed ";

  private final List<Path> logs;

  private Breakers(List<Path> logs) {
    this.logs = logs;
  }

  /** Where the job works now. */
  static Breakers of(Stage stage) {
    return new Breakers(stage.workers().stream().map(Member::log).toList());
  }

  /**
   * The service is down for a while after all have opened; returns when all have closed again, and
   * the time at which it came back, epoch milliseconds.
   *
   * @throws DrillException when one does not in time
   */
  static long outage(Stage stage, Duration lasting, Duration within) throws InterruptedException {
    Breakers breakers = of(stage);
    long down = stage.fault("the service is down");
    stage.service().become(new Fault.Down());
    breakers.awaitOpened(down, within);
    stage.pass(lasting);
    long back = stage.fault("the service is back");
    stage.service().become(new Fault.None());
    breakers.awaitClosed(back, within);
    return back;
  }

  /**
   * Waits until each has opened after a time; returns the seconds from then until the last one had.
   *
   * @throws DrillException when one has not in time
   */
  double awaitOpened(long sinceMillis, Duration within) throws InterruptedException {
    return await(OPENED, sinceMillis, within);
  }

  /**
   * Waits until each has closed after a time; returns the seconds from then until the last one had.
   *
   * @throws DrillException when one has not in time
   */
  double awaitClosed(long sinceMillis, Duration within) throws InterruptedException {
    return await(CLOSED, sinceMillis, within);
  }

  /** How often any of them has opened since a time. */
  long opened(long sinceMillis) {
    return logs.stream().mapToLong(log -> times(log, OPENED, sinceMillis).size()).sum();
  }

  private double await(String change, long sinceMillis, Duration within)
      throws InterruptedException {
    Waiting.until(
        change.strip() + " of each of " + logs.size(),
        within,
        () -> logs.stream().noneMatch(log -> times(log, change, sinceMillis).isEmpty()));
    long last =
        logs.stream()
            .mapToLong(log -> times(log, change, sinceMillis).get(0))
            .max()
            .orElse(sinceMillis);
    return (last - sinceMillis) / 1_000.0;
  }

  /** When it said so, epoch milliseconds, in order. */
  private static List<Long> times(Path log, String change, long sinceMillis) {
    List<Long> times = new ArrayList<>();
    try (Stream<String> lines = Files.lines(log)) {
      lines.filter(line -> line.contains(change)).forEach(line -> times.add(time(line)));
    } catch (IOException e) {
      throw new DrillException("log cannot be read: " + e, e);
    }
    times.removeIf(time -> time < sinceMillis);
    return times;
  }

  private static long time(String line) {
    String text = line.substring(0, Math.max(0, line.indexOf(' ')));
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new DrillException("a line of a log does not begin with its time: " + line, e);
    }
  }
}
