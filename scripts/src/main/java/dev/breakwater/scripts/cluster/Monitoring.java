package dev.breakwater.scripts.cluster;

import java.util.List;

/** What watches a local cluster, as one more part of it. */
public enum Monitoring {
  /** Nothing does, and Flink's metrics are not shown. */
  OFF,
  /** With {@code conf/prometheus} as it is. */
  SHIPPED,
  /**
   * With the same rules in seconds instead of minutes: looks every second, whatever has to hold for
   * minutes holds for a few seconds, and so with windows of minutes. For drills.
   */
  QUICK;

  /** The processes it adds. */
  List<Role> roles() {
    return this == OFF
        ? List.of()
        : List.of(Role.NODE_EXPORTER, Role.ALERTMANAGER, Role.PROMETHEUS);
  }

  /** Whether all of its programs are installed. */
  public static boolean isInstalled() {
    return MonitoringPrograms.missing().isEmpty();
  }
}
