package dev.breakwater.testkit.flink;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;

/** Settings of a cluster; all optional. */
public final class LocalFlinkBuilder {

  final Configuration configuration = new Configuration();
  int taskManagers = 1;
  int slotsPerTaskManager = 2;

  LocalFlinkBuilder() {}

  /** How many to start with; default 1. */
  public LocalFlinkBuilder taskManagers(int count) {
    this.taskManagers = positive("task managers", count);
    return this;
  }

  /** Default 2. */
  public LocalFlinkBuilder slotsPerTaskManager(int count) {
    this.slotsPerTaskManager = positive("slots per task manager", count);
    return this;
  }

  /** The port of the web interface; 0, the default, takes a free one. */
  public LocalFlinkBuilder webPort(int port) {
    return set(RestOptions.BIND_PORT, Integer.toString(port));
  }

  /** Settings of the cluster and its jobs, over the defaults. */
  public LocalFlinkBuilder configuration(Configuration settings) {
    configuration.addAll(settings);
    return this;
  }

  /** A setting of the cluster and its jobs, over the defaults. */
  public <T> LocalFlinkBuilder set(ConfigOption<T> option, T value) {
    configuration.set(option, value);
    return this;
  }

  /**
   * A cluster that is running.
   *
   * @throws ClusterFailedException when it cannot start; nothing is left behind
   */
  public LocalFlink start() {
    return new LocalFlink(this).start();
  }

  private static int positive(String what, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, was " + count);
    }
    return count;
  }
}
