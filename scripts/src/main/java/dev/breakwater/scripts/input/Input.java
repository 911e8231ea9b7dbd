package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.drill.input.InputServer;
import dev.breakwater.scripts.drill.input.PulsarInputServer;
import dev.breakwater.scripts.drill.input.RabbitInputServer;
import dev.breakwater.testkit.pulsar.PulsarServer;
import dev.breakwater.testkit.rabbitmq.RabbitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What ingest reads in Kafka's place. Its server is not shipped and may be missing here. */
enum Input {
  RABBITMQ("rabbitmq", "RabbitMQ", "scripts/test downloads them into target/rabbitmq") {
    @Override
    boolean isInstalled() {
      return RabbitServer.isInstalled();
    }

    @Override
    InputServer start(String name) {
      return RabbitInputServer.start(name);
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
    InputServer start(String name) {
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
  abstract InputServer start(String name);

  /** As {@code source.kind} has it. */
  String kind() {
    return kind;
  }

  /** Its server, as people call it. */
  String server() {
    return server;
  }

  /** What is missing here, and what to do about it; empty when nothing is. */
  String missing() {
    return isInstalled() ? "" : "the programs of %s are not here: %s".formatted(server, remedy);
  }

  /** The Maven module of its connector. */
  String module() {
    return "common/" + kind;
  }

  /**
   * The connector, which goes onto the job's class path.
   *
   * @throws DrillException when it is not built
   */
  Path connector() {
    Path target = JobUnderTest.root().resolve(module()).resolve("target");
    List<Path> jars = jars(target);
    if (jars.size() != 1) {
      throw new DrillException(
          "there must be one breakwater-%s-*-all.jar in %s, were %s; build it: mvn -q -Dfast -DskipTests -pl %s -am package"
              .formatted(kind, target, jars, module()));
    }
    return jars.get(0);
  }

  private List<Path> jars(Path target) {
    if (!Files.isDirectory(target)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("breakwater-" + kind + "-.*-all\\.jar"))
          .toList();
    } catch (IOException e) {
      throw new DrillException("%s cannot be listed: %s".formatted(target, e), e);
    }
  }
}
