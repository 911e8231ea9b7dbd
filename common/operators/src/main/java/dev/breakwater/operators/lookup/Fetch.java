package dev.breakwater.operators.lookup;

import java.util.ArrayList;
import java.util.List;

/** The way to one answer, for all who want it. Guarded by its endpoint's lock. */
final class Fetch {

  private final String url;
  private final CallMetrics metrics;
  private final List<Asker> askers = new ArrayList<>(1);
  private final List<Asker> waiters = new ArrayList<>(0);
  private int attempts;
  private long beganNanos;
  private boolean parked;
  private String lastFailure = "";

  Fetch(String url, CallMetrics metrics, long nowNanos) {
    this.url = url;
    this.metrics = metrics;
    this.beganNanos = nowNanos;
  }

  String url() {
    return url;
  }

  CallMetrics metrics() {
    return metrics;
  }

  /** Adds one that will be told of a failure, too. */
  void addAsker(Asker asker) {
    askers.add(asker);
  }

  /** Adds one that waits until there is an answer. */
  void addWaiter(Asker asker) {
    waiters.add(asker);
  }

  boolean hasWaiters() {
    return !waiters.isEmpty();
  }

  /** True when somebody who wants it has nothing to go on with instead. */
  boolean isPatient() {
    return hasWaiters() || askers.stream().anyMatch(Asker::isPatient);
  }

  /**
   * Forgets those who are no more to be told.
   *
   * @return true when somebody wants it still
   */
  boolean forgetGone() {
    askers.removeIf(Asker::isGone);
    waiters.removeIf(Asker::isGone);
    return !askers.isEmpty() || !waiters.isEmpty();
  }

  /** Everyone, to be told the end of it. */
  List<Asker> takeAll() {
    List<Asker> all = takeAskers();
    all.addAll(waiters);
    waiters.clear();
    return all;
  }

  /** Those who will be told of a failure. */
  List<Asker> takeAskers() {
    List<Asker> taken = new ArrayList<>(askers);
    askers.clear();
    return taken;
  }

  void attempt() {
    attempts++;
  }

  int attempts() {
    return attempts;
  }

  long beganNanos() {
    return beganNanos;
  }

  boolean isParked() {
    return parked;
  }

  String lastFailure() {
    return lastFailure;
  }

  /** It rests until the dependency may be asked again. */
  void park(String failure) {
    parked = true;
    lastFailure = failure;
  }

  /** It begins anew. */
  void unpark(long nowNanos) {
    parked = false;
    attempts = 0;
    beganNanos = nowNanos;
  }
}
