package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** How the processes log, and the ends of what they logged. */
final class LogFiles {

  private static final String SERVER = "server-log4j2.properties";

  private LogFiles() {}

  /** Configuration of Kafka's and ZooKeeper's logging; Flink's comes with its own. */
  static Path server(ClusterPlan plan) {
    return plan.directory().resolve("conf").resolve(SERVER);
  }

  static void write(ClusterPlan plan) throws IOException {
    try (InputStream in = LogFiles.class.getResourceAsStream("/cluster-" + SERVER)) {
      if (in == null) {
        throw new IllegalStateException("no resource cluster-" + SERVER);
      }
      Files.createDirectories(server(plan).getParent());
      Files.copy(in, server(plan), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The last lines, none where there is no file. */
  static List<String> tail(Path file, int lines) {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    Deque<String> last = new ArrayDeque<>();
    try (Stream<String> all = Files.lines(file)) {
      all.forEach(
          line -> {
            last.addLast(line);
            if (last.size() > lines) {
              last.removeFirst();
            }
          });
      return List.copyOf(last);
    } catch (IOException | UncheckedIOException e) {
      return List.of("(cannot read " + file + ": " + e + ")");
    }
  }
}
