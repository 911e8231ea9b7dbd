package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.input.Input;
import dev.breakwater.scripts.input.InputServer;
import dev.breakwater.scripts.input.KafkaOutlet;
import dev.breakwater.scripts.input.Outlet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where ingest reads the raw records from.
 *
 * @param configuration the file with the shipped one of ingest, in {@code conf/jobs}
 * @param options that go over it
 * @param secrets variables that it refers to
 * @param topics what the books say that the records were read from
 * @param outlet opens a way to send records there
 */
record Origin(
    String configuration,
    List<String> options,
    Map<String, String> secrets,
    List<String> topics,
    Supplier<Outlet> outlet) {

  Origin {
    options = List.copyOf(options);
    secrets = Map.copyOf(secrets);
    topics = List.copyOf(topics);
  }

  /** The raw topic. */
  static Origin kafka(String bootstrap) {
    return new Origin(
        "ingest.yaml",
        List.of("--source.topics", DemoTopics.RAW),
        Map.of(),
        List.of(DemoTopics.RAW),
        () -> KafkaOutlet.open(bootstrap, DemoTopics.RAW));
  }

  /** A server in its place. */
  static Origin of(Input input, InputServer server) {
    return new Origin(
        input.configuration("ingest"),
        server.options(server.port()),
        server.secrets(),
        server.topics(),
        server::outlet);
  }

  /** Without the values of the variables. */
  @Override
  public String toString() {
    return "Origin[%s, %s, %s]".formatted(configuration, topics, secrets.keySet());
  }
}
