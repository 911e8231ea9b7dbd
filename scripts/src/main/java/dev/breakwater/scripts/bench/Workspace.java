package dev.breakwater.scripts.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The directory and the processes of one bench. Closing it, Ctrl-C included, ends the processes and
 * deletes the directory.
 */
final class Workspace implements AutoCloseable {

  private final Path directory;
  private final Set<JavaProcess> processes = ConcurrentHashMap.newKeySet();
  private final Thread hook = new Thread(this::clear, "bench-clean-up");

  private Workspace(Path directory) {
    this.directory = directory;
  }

  /**
   * @param base where to make the directory
   * @param bytes how much must be free there
   */
  static Workspace open(Path base, long bytes) {
    try {
      Files.createDirectories(base);
      long free = Files.getFileStore(base).getUsableSpace();
      if (free < bytes) {
        throw new BenchException(
            "--directory must have about %.1f GB free for this many records, %s has %.1f GB"
                .formatted(bytes / 1e9, base, free / 1e9));
      }
      Workspace workspace = new Workspace(Files.createTempDirectory(base, "breakwater-bench-"));
      Runtime.getRuntime().addShutdownHook(workspace.hook);
      return workspace;
    } catch (IOException e) {
      throw new BenchException("--directory must be writable, was " + base + ": " + e, e);
    }
  }

  /** A fresh directory in it. */
  Path directory(String name) {
    try {
      return Files.createDirectories(directory.resolve(name));
    } catch (IOException e) {
      throw new BenchException("cannot write in " + directory + ": " + e, e);
    }
  }

  /** Starts a process that ends with this bench at the latest. */
  JavaProcess start(String name, List<String> command) {
    JavaProcess process =
        JavaProcess.start(name, command, directory("logs").resolve(name + ".log"));
    processes.add(process);
    return process;
  }

  void end(JavaProcess process) {
    process.close();
    processes.remove(process);
  }

  void delete(Path inside) {
    try (Stream<Path> files = Files.walk(inside)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException gone) {
      return;
    } catch (IOException e) {
      throw new BenchException("cannot delete " + inside + ": " + e, e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
    clear();
  }

  private void clear() {
    processes.forEach(JavaProcess::close);
    delete(directory);
  }
}
