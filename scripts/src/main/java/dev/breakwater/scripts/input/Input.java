package dev.breakwater.scripts.input;

import dev.breakwater.testkit.pulsar.PulsarServer;
import dev.breakwater.testkit.rabbitmq.RabbitServer;
import dev.breakwater.testkit.workload.WorkloadRecord;

/** What ingest reads in Kafka's place. Its server is not shipped and may be missing here. */
public enum Input {
  RABBITMQ(
      "rabbitmq",
      "RabbitMQ",
      "scripts/test downloads them into target/rabbitmq, or install them (Debian: rabbitmq-server)") {
    @Override
    boolean isInstalled() {
      return RabbitServer.isInstalled();
    }

    @Override
    public InputServer start(String name) {
      return RabbitInputServer.start(RabbitInputServer.Kind.QUEUES, name);
    }

    @Override
    public boolean carries(WorkloadRecord record) {
      return RabbitPublishing.carries(record);
    }
  },
  RABBITMQ_STREAM("rabbitmq-stream", RABBITMQ.server, RABBITMQ.remedy) {
    @Override
    boolean isInstalled() {
      return RabbitServer.isInstalled();
    }

    @Override
    public InputServer start(String name) {
      return RabbitInputServer.start(RabbitInputServer.Kind.STREAMS, name);
    }

    @Override
    public boolean carries(WorkloadRecord record) {
      return StreamOutlet.fits(record);
    }
  },
  PULSAR(
      "pulsar",
      "Pulsar",
      "mvn -q -Dfast -pl scripts/distribution/pulsar pre-integration-test downloads them (240 MB)") {
    @Override
    boolean isInstalled() {
      return PulsarServer.isInstalled();
    }

    @Override
    public InputServer start(String name) {
      return PulsarInputServer.start(name);
    }
  };

  private final String kind;
  private final String server;
  private final String remedy;

  Input(String kind, String server, String remedy) {
    this.kind = kind;
    this.server = server;
    this.remedy = remedy;
  }

  abstract boolean isInstalled();

  /**
   * A new server.
   *
   * @param name of what is read
   */
  public abstract InputServer start(String name);

  /** Whether there can be such a record in it. */
  public boolean carries(WorkloadRecord record) {
    return true;
  }

  /** As {@code source.kind} has it. */
  public String kind() {
    return kind;
  }

  /** The file with the shipped configuration of a job that reads it, in {@code conf/jobs}. */
  public String configuration(String job) {
    return job + '-' + kind + ".yaml";
  }

  /** Its server, as people call it. */
  public String server() {
    return server;
  }

  /** What is missing here, and what to do about it; empty when nothing is. */
  public String missing() {
    return isInstalled() ? "" : "the programs of %s are not here: %s".formatted(server, remedy);
  }

  /** The Maven module of its connector. */
  public String module() {
    return "common/" + kind;
  }
}
