package dev.breakwater.scripts.cluster;

/** What a process of the cluster is, in the order in which the others need it. */
public enum Role {
  KAFKA("kafka"),
  ZOOKEEPER("zookeeper"),
  JOBMANAGER("jobmanager"),
  TASKMANAGER("taskmanager"),
  NODE_EXPORTER("node-exporter"),
  ALERTMANAGER("alertmanager"),
  PROMETHEUS("prometheus");

  private final String word;

  Role(String word) {
    this.word = word;
  }

  /** As it stands in names of processes. */
  @Override
  public String toString() {
    return word;
  }
}
