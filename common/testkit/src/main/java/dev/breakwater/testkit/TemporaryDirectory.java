package dev.breakwater.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A directory of one owner in the system's place for temporary files, deleted with all its contents
 * on close, even while a background thread is still deleting or writing its last files there.
 */
public final class TemporaryDirectory implements AutoCloseable {

  private static final int ATTEMPTS = 20;
  private static final long PAUSE_NANOS = 50_000_000;

  private final Path path;

  private TemporaryDirectory(Path path) {
    this.path = path;
  }

  /**
   * A new one, empty.
   *
   * @throws UncheckedIOException when it cannot be made: no space, no permission
   */
  public static TemporaryDirectory create(String prefix) {
    try {
      return new TemporaryDirectory(Files.createTempDirectory(prefix));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "temporary directory cannot be made in " + System.getProperty("java.io.tmpdir"), e);
    }
  }

  public Path path() {
    return path;
  }

  /**
   * Deletes it with all that is in it.
   *
   * @throws UncheckedIOException when something in it cannot be deleted
   */
  @Override
  public void close() {
    try {
      for (int attempt = 1; !delete(attempt == ATTEMPTS); attempt++) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("temporary directory cannot be deleted, was " + path, e);
    }
  }

  private boolean delete(boolean last) throws IOException {
    try {
      Files.walkFileTree(path, new Deletion());
      return true;
    } catch (DirectoryNotEmptyException stillWritten) {
      if (last) {
        throw stillWritten;
      }
      return false;
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
