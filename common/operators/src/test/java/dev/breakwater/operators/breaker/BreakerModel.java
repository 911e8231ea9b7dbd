package dev.breakwater.operators.breaker;

import java.util.ArrayList;
import java.util.List;

/** What a breaker must do, written as plainly as possible; one call after the other. */
final class BreakerModel {

  private record Call(long second, boolean good) {}

  private final BreakerConfig config;
  private final List<Call> calls = new ArrayList<>();
  private BreakerState state = BreakerState.CLOSED;
  private long openedAt;
  private int probes;

  BreakerModel(BreakerConfig config) {
    this.config = config;
  }

  BreakerState state() {
    return state;
  }

  boolean permits(long nowMillis) {
    if (state == BreakerState.OPEN && nowMillis - openedAt > config.openFor().toMillis()) {
      state = BreakerState.HALF_OPEN;
      calls.clear();
      probes = 0;
    }
    if (state == BreakerState.HALF_OPEN) {
      probes++;
      return probes <= config.probes();
    }
    return state == BreakerState.CLOSED;
  }

  void ended(long nowMillis, boolean good) {
    // Resilience4j counts in whole seconds of its clock, which begins at its own zero.
    long second = (nowMillis - 1_000_000) / 1_000;
    calls.add(new Call(second, good));
    if (state == BreakerState.CLOSED) {
      calls.removeIf(call -> call.second <= second - config.window().toSeconds());
      if (calls.size() >= config.minimumCalls() && ratio() >= config.failureRatio()) {
        open(nowMillis);
      }
    } else if (calls.size() == config.probes()) {
      if (ratio() >= config.failureRatio()) {
        open(nowMillis);
      } else {
        state = BreakerState.CLOSED;
        calls.clear();
      }
    }
  }

  private void open(long nowMillis) {
    state = BreakerState.OPEN;
    openedAt = nowMillis;
  }

  private double ratio() {
    return (double) calls.stream().filter(call -> !call.good).count() / calls.size();
  }
}
