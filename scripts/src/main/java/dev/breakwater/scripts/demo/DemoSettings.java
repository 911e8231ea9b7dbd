package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.input.Input;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the demo was asked for, checked.
 *
 * @param input what ingest reads in Kafka's place; null for Kafka
 * @param events how many records to send, of all kinds
 * @param rate records a second
 * @param seed of the workload: same seed, same records
 * @param faults whether the service goes away and a TaskManager is killed
 * @param keepRunning whether everything stays up after the balance
 * @param webPort a port or a range of ports of Flink's web UI, 0 for a free one
 * @param report the directory of the HTML report
 * @param root the project's directory, with {@code conf}
 */
record DemoSettings(
    @Nullable Input input,
    int events,
    int rate,
    long seed,
    boolean faults,
    boolean keepRunning,
    String webPort,
    Path report,
    Path root) {

  static final int MOST_EVENTS = 50_000_000;
  static final int HIGHEST_RATE = 1_000_000;

  DemoSettings {
    requireInRange("--events", events, MOST_EVENTS);
    requireInRange("--rate", rate, HIGHEST_RATE);
  }

  /** Where the raw records are, as people call it. */
  String inputName() {
    return input == null ? "Kafka" : input.server();
  }

  /** Room for the topics, checkpoints and logs, generously. */
  long bytesNeeded() {
    return (600L << 20) + 4_000L * events;
  }

  private static void requireInRange(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new DemoException("%s must be from 1 to %,d, was %,d".formatted(option, most, value));
    }
  }
}
