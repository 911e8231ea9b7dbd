package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.service.AirportService;
import dev.breakwater.testkit.service.Fault;

/**
 * Takes the service down once a quarter of the records are sent, and brings it back some time
 * later. Over when the breaker has closed.
 */
final class ServiceOutage {

  private final AirportService service;
  private final long afterRecords;
  private final long lastingMillis;
  private long downAt = -1;
  private long openedAt = -1;
  private long backAt = -1;
  private long closedAt = -1;

  ServiceOutage(AirportService service, long afterRecords, OutageTimes times) {
    this.service = service;
    this.afterRecords = afterRecords;
    this.lastingMillis = times.down().toMillis();
  }

  /** Does what is due. */
  void tick(long elapsedMillis, long sent, JobState job, BreakerState breaker) {
    if (downAt < 0) {
      if (sent >= afterRecords && job.checkpoints() > 0 && job.atWork()) {
        service.become(new Fault.Down());
        downAt = elapsedMillis;
      }
      return;
    }
    if (openedAt < 0 && breaker == BreakerState.OPEN) {
      openedAt = elapsedMillis;
    }
    if (backAt < 0 && elapsedMillis - downAt >= lastingMillis) {
      service.become(new Fault.None());
      backAt = elapsedMillis;
    }
    if (closedAt < 0 && backAt >= 0 && breaker == BreakerState.CLOSED) {
      closedAt = elapsedMillis;
    }
  }

  OutageState state() {
    return new OutageState(downAt, openedAt, backAt, closedAt);
  }
}
