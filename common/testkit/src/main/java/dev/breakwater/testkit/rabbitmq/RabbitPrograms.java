package dev.breakwater.testkit.rabbitmq;

import dev.breakwater.testkit.process.ServerFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Erlang and the server, as Debian's packages have them.
 *
 * @param erlang its root, with erts-VERSION in it
 * @param emulator the directory of its programs
 * @param server with plugins in it
 */
record RabbitPrograms(Path erlang, Path emulator, Path server) {

  private static final String PROPERTY = "breakwater.rabbitmq";

  /** Those below the directory that the system property names, else the installed ones. */
  static RabbitPrograms find() {
    return below(root());
  }

  /** Whether {@link #find} finds them. */
  static boolean areThere() {
    return lookBelow(root()) != null;
  }

  static RabbitPrograms below(Path root) {
    RabbitPrograms found = lookBelow(root);
    if (found == null) {
      throw new ServerFailedException(
          "RabbitMQ and Erlang must be in usr/lib below %s, was %s"
              .formatted(PROPERTY, root.toAbsolutePath()),
          null);
    }
    return found;
  }

  private static Path root() {
    return Path.of(System.getProperty(PROPERTY, "/"));
  }

  private static @Nullable RabbitPrograms lookBelow(Path root) {
    Path erlang = root.resolve("usr/lib/erlang");
    Path emulator = only(erlang, "erts-");
    Path server = only(root.resolve("usr/lib/rabbitmq/lib"), "rabbitmq_server-");
    return emulator == null || server == null
        ? null
        : new RabbitPrograms(erlang, emulator.resolve("bin"), server);
  }

  private static @Nullable Path only(Path directory, String prefix) {
    if (!Files.isDirectory(directory)) {
      return null;
    }
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> found =
          entries.filter(entry -> entry.getFileName().toString().startsWith(prefix)).toList();
      return found.size() == 1 ? found.get(0).toAbsolutePath() : null;
    } catch (IOException e) {
      throw new ServerFailedException("programs cannot be listed in " + directory, e);
    }
  }
}
