package dev.breakwater.scripts.demo;

import java.util.ArrayList;
import java.util.List;

/** Totals over time, and rates from them. */
final class Samples {

  private static final long RATE_OVER_MILLIS = 4_000;

  private final List<Sample> samples = new ArrayList<>();

  /** Totals at one time. */
  record Sample(long elapsedMillis, long sent, long enriched) {}

  Samples() {
    samples.add(new Sample(0, 0, 0));
  }

  /** Times only grow. */
  void add(long elapsedMillis, long sent, long enriched) {
    samples.add(new Sample(elapsedMillis, sent, enriched));
  }

  double sentPerSecond() {
    Sample from = from();
    Sample last = last();
    return rate(last.sent() - from.sent(), last.elapsedMillis() - from.elapsedMillis());
  }

  double enrichedPerSecond() {
    Sample from = from();
    Sample last = last();
    return rate(last.enriched() - from.enriched(), last.elapsedMillis() - from.elapsedMillis());
  }

  /** Records acknowledged in each second since the start. */
  double[] sentBySecond() {
    double[] seconds = new double[seconds()];
    for (int i = 1; i < samples.size(); i++) {
      seconds[second(i)] += samples.get(i).sent() - samples.get(i - 1).sent();
    }
    return seconds;
  }

  /** Enriched events that became visible in each second since the start. */
  double[] enrichedBySecond() {
    double[] seconds = new double[seconds()];
    for (int i = 1; i < samples.size(); i++) {
      seconds[second(i)] += samples.get(i).enriched() - samples.get(i - 1).enriched();
    }
    return seconds;
  }

  private int seconds() {
    return 1 + second(samples.size() - 1);
  }

  /** What was seen at the very end of a second belongs to it. */
  private int second(int sample) {
    return (int) (Math.max(0, samples.get(sample).elapsedMillis() - 1) / 1_000);
  }

  private Sample last() {
    return samples.get(samples.size() - 1);
  }

  private Sample from() {
    long since = last().elapsedMillis() - RATE_OVER_MILLIS;
    int at = samples.size() - 1;
    while (at > 0 && samples.get(at).elapsedMillis() > since) {
      at--;
    }
    return samples.get(at);
  }

  private static double rate(long records, long millis) {
    return millis <= 0 ? 0 : records * 1_000.0 / millis;
  }
}
