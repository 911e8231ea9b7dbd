package dev.breakwater.testkit.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Where the broker keeps its data: checked before use, formatted once, kept or deleted at the end.
 */
final class DataDirectory {

  private final Path path;
  private final boolean temporary;
  private final long minimumFreeBytes;

  private DataDirectory(Path path, boolean temporary, long minimumFreeBytes) {
    this.path = path;
    this.temporary = temporary;
    this.minimumFreeBytes = minimumFreeBytes;
  }

  static DataDirectory at(Path path, long minimumFreeBytes) {
    return new DataDirectory(path.toAbsolutePath(), false, minimumFreeBytes);
  }

  static DataDirectory temporary(long minimumFreeBytes) {
    try {
      return new DataDirectory(
          Files.createTempDirectory("breakwater-kafka-"), true, minimumFreeBytes);
    } catch (IOException e) {
      throw new BrokerFailedException(
          "temporary directory could not be made in " + System.getProperty("java.io.tmpdir"), e);
    }
  }

  Path path() {
    return path;
  }

  /** Makes it if it is missing, checks that it can be written and has room, formats it once. */
  void prepare(int nodeId) {
    try {
      Files.createDirectories(path);
      Files.delete(Files.createTempFile(path, "writable", null));
    } catch (IOException e) {
      throw new BrokerFailedException("data directory cannot be written, was " + path, e);
    }
    requireSpace();
    if (!Files.exists(path.resolve("meta.properties"))) {
      format(nodeId);
    }
  }

  private void requireSpace() {
    long free = freeBytes();
    if (free < minimumFreeBytes) {
      throw new BrokerFailedException(
          "data directory %s must have at least %d MiB free, had %d MiB"
              .formatted(path, mebibytes(minimumFreeBytes), mebibytes(free)),
          null);
    }
  }

  /** Bytes that may still be written. */
  long freeBytes() {
    try {
      FileStore store = Files.getFileStore(path);
      return store.getUsableSpace();
    } catch (IOException e) {
      throw new BrokerFailedException("data directory cannot be read, was " + path, e);
    }
  }

  static long mebibytes(long bytes) {
    return bytes >> 20;
  }

  private void format(int nodeId) {
    Formatter formatter =
        new Formatter()
            .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
            .setNodeId(nodeId)
            .setClusterId(Uuid.randomUuid().toString())
            .addDirectory(path.toString())
            .setMetadataLogDirectory(path.toString())
            .setControllerListenerName(BrokerProperties.CONTROLLER);
    try {
      formatter.run();
    } catch (Exception e) {
      throw new BrokerFailedException("data directory cannot be formatted, was " + path, e);
    }
  }

  /** Deletes it if it was made for this broker only. */
  void close() {
    if (!temporary) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("temporary directory cannot be deleted, was " + path, e);
    }
  }
}
