package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The right to start a cluster in a directory: one at a time, and only where nothing else is. It
 * ends when it is closed, or with the process that has it.
 */
final class Claim implements AutoCloseable {

  private static final String LOCK = "cluster.lock";

  private final FileChannel channel;

  private Claim(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes it, and makes the directory.
   *
   * @throws ClusterException if somebody has it, or something else is in the directory
   */
  static Claim of(Path directory) throws IOException {
    requireOurs(directory);
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new Claim(channel);
      }
    } catch (OverlappingFileLockException sameProcess) {
      channel.close();
      throw taken(directory);
    }
    channel.close();
    throw taken(directory);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static ClusterException taken(Path directory) {
    return new ClusterException(
        "a cluster is being started in %s at this moment; wait for it, or name another --directory"
            .formatted(directory));
  }

  private static void requireOurs(Path directory) throws IOException {
    if (!Files.isDirectory(directory) || PlanFile.read(directory) != null) {
      return;
    }
    try (Stream<Path> inside = Files.list(directory)) {
      if (inside.anyMatch(file -> !file.getFileName().toString().equals(LOCK))) {
        throw new ClusterException(
            "--directory must be new, empty, or a cluster's, was " + directory);
      }
    }
  }
}
