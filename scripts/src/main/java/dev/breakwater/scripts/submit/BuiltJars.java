package dev.breakwater.scripts.submit;

import dev.breakwater.scripts.cluster.FlinkLibraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The shaded jars that this checkout builds. */
public final class BuiltJars {

  private BuiltJars() {}

  /**
   * That of all jobs.
   *
   * @throws SubmitException when it is not built
   */
  static Path jobs() {
    return only("jobs", "jobs");
  }

  /**
   * A connector, which goes onto a job's class path beside it.
   *
   * @param kind as {@code source.kind} has it
   * @throws SubmitException when it is not built
   */
  public static Path connector(String kind) {
    return only("common/" + kind, kind);
  }

  private static Path only(String module, String name) {
    Path target = FlinkLibraries.targetOf(module);
    List<Path> jars = jars(target, "breakwater-" + name + "-.*-all\\.jar");
    if (jars.size() != 1) {
      throw new SubmitException(
          "there must be one breakwater-%s-*-all.jar in %s, were %s; build it: mvn -q -Dfast -DskipTests -pl %s -am package"
              .formatted(name, target, jars, module));
    }
    return jars.get(0);
  }

  private static List<Path> jars(Path target, String name) {
    if (!Files.isDirectory(target)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(target)) {
      return files.filter(file -> file.getFileName().toString().matches(name)).toList();
    } catch (IOException e) {
      throw new SubmitException("%s cannot be listed: %s".formatted(target, e), e);
    }
  }
}
