package dev.breakwater.testkit.kafka;

import dev.breakwater.testkit.TemporaryDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker keeps its data: checked before use, formatted once, kept or deleted at the end.
 */
final class DataDirectory {

  private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final @Nullable TemporaryDirectory temporary;
  private final long minimumFreeBytes;
  private @Nullable Path claimed;

  private DataDirectory(Path path, @Nullable TemporaryDirectory temporary, long minimumFreeBytes) {
    this.path = path;
    this.temporary = temporary;
    this.minimumFreeBytes = minimumFreeBytes;
  }

  static DataDirectory at(Path path, long minimumFreeBytes) {
    return new DataDirectory(path.toAbsolutePath(), null, minimumFreeBytes);
  }

  static DataDirectory temporary(long minimumFreeBytes) {
    TemporaryDirectory directory = TemporaryDirectory.create("breakwater-kafka-");
    return new DataDirectory(directory.path(), directory, minimumFreeBytes);
  }

  Path path() {
    return path;
  }

  /**
   * Makes it if it is missing and takes it for one broker. Kafka checks that too, but only after a
   * second broker has begun to write to the metadata of the first.
   */
  void claim() {
    try {
      Files.createDirectories(path);
      claimed = path.toRealPath();
    } catch (IOException e) {
      throw new BrokerFailedException("data directory cannot be written, was " + path, e);
    }
    if (!CLAIMED.add(claimed)) {
      throw inUse();
    }
    if (isLockedByAnotherProcess()) {
      release();
      throw inUse();
    }
  }

  void release() {
    if (claimed != null) {
      CLAIMED.remove(claimed);
    }
  }

  private BrokerFailedException inUse() {
    return new BrokerFailedException(
        "data directory is in use by another broker, was " + path, null);
  }

  /** By the lock that Kafka's own brokers hold while they run. */
  private boolean isLockedByAnotherProcess() {
    Path lock = path.resolve(".lock");
    if (!Files.exists(lock)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      return free == null;
    } catch (IOException | OverlappingFileLockException e) {
      return true;
    }
  }

  /**
   * Checks that it can be written and has room, formats it once.
   *
   * @param scram users with their passwords, as Kafka's own tool takes them; none for no users
   */
  void prepare(int nodeId, List<String> scram) {
    try {
      Files.delete(Files.createTempFile(path, "writable", null));
    } catch (IOException e) {
      throw new BrokerFailedException("data directory cannot be written, was " + path, e);
    }
    requireSpace();
    if (!Files.exists(path.resolve("meta.properties"))) {
      format(nodeId, scram);
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

  private void format(int nodeId, List<String> scram) {
    Formatter formatter =
        new Formatter()
            .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
            .setNodeId(nodeId)
            .setClusterId(Uuid.randomUuid().toString())
            .addDirectory(path.toString())
            .setMetadataLogDirectory(path.toString())
            .setControllerListenerName(BrokerProperties.CONTROLLER)
            .setScramArguments(scram);
    try {
      formatter.run();
    } catch (Exception e) {
      throw new BrokerFailedException("data directory cannot be formatted, was " + path, e);
    }
  }

  /** Deletes it if it was made for this broker only. */
  void close() {
    if (temporary != null) {
      temporary.close();
    }
  }
}
