package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.input.Input;
import dev.breakwater.scripts.submit.BuiltJars;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By what a job reads: Kafka's, which it has, or one that is a jar of its own.
 *
 * @param input null for Kafka
 * @param secrets variables that the shipped configuration refers to
 */
record Connector(@Nullable Input input, Map<String, String> secrets) {

  static final Connector KAFKA = new Connector(null, Map.of());

  Connector {
    secrets = Map.copyOf(secrets);
  }

  /** The shipped configuration of a job that reads by it. */
  Path configuration(String job) {
    String file = input == null ? job + ".yaml" : input.configuration(job);
    return JobUnderTest.root().resolve("conf/jobs").resolve(file);
  }

  /**
   * Jars that go onto the job's class path beside its own.
   *
   * @throws dev.breakwater.scripts.submit.SubmitException when one is not built
   */
  List<Path> classPath() {
    return input == null ? List.of() : List.of(BuiltJars.connector(input.kind()));
  }

  /** Without the values of the variables. */
  @Override
  public String toString() {
    return "Connector[%s, %s]".formatted(input, secrets.keySet());
  }
}
