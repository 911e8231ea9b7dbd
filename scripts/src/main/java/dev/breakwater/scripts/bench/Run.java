package dev.breakwater.scripts.bench;

import java.util.Map;

/**
 * One run of one row, with correct output.
 *
 * @param seconds from the moment when it was running until the last commit was visible
 * @param cpuSeconds of its process from its start
 * @param threads CPU seconds by group of threads; empty without a profile
 * @param load of the machine before it
 */
record Run(
    long records, double seconds, double cpuSeconds, Map<String, Double> threads, double load) {

  double recordsPerSecond() {
    return records / seconds;
  }
}
