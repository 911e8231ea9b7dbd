package dev.breakwater.scripts.demo;

import dev.breakwater.testkit.service.AirportService;
import dev.breakwater.testkit.service.Fault;

/**
 * Takes the service down once a quarter of the records are sent and some have come through with its
 * answers, and brings it back some time later. Notes when the breaker was seen to open and to
 * close: that is when it is asked again, with no more records only by the redrive.
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
  void tick(Snapshot now) {
    long elapsedMillis = now.elapsedMillis();
    if (downAt < 0) {
      boolean used = now.committed().enriched() > 0 || now.lag() == 0;
      if (now.sent() >= afterRecords && used && now.job().atWork()) {
        service.become(new Fault.Down());
        downAt = elapsedMillis;
      }
      return;
    }
    if (openedAt < 0 && now.breaker() == BreakerState.OPEN) {
      openedAt = elapsedMillis;
    }
    if (backAt < 0 && elapsedMillis - downAt >= lastingMillis) {
      service.become(new Fault.None());
      backAt = elapsedMillis;
    }
    if (closedAt < 0 && backAt >= 0 && now.breaker() == BreakerState.CLOSED) {
      closedAt = elapsedMillis;
    }
  }

  OutageState state() {
    return new OutageState(downAt, openedAt, backAt, closedAt);
  }
}
