package dev.breakwater.scripts.drill;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system of its own in a file, mounted on a directory. Only root may mount. */
final class SmallDisk implements AutoCloseable {

  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final int CHUNK = 1 << 16;

  private final Path directory;
  private final Path image;

  private SmallDisk(Path directory, Path image) {
    this.directory = directory;
    this.image = image;
  }

  /**
   * Mounts one.
   *
   * @param directory what is in it is not seen meanwhile
   * @param size in bytes
   * @throws IOException when that is not allowed here
   */
  static SmallDisk mount(Path directory, long size) throws IOException, InterruptedException {
    Path image = directory.resolveSibling(directory.getFileName() + ".disk");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(size);
    }
    SmallDisk disk = new SmallDisk(directory, image);
    try {
      run(List.of("mkfs.ext4", "-q", "-m", "0", image.toString()));
      run(List.of("mount", "-o", "loop", image.toString(), directory.toString()));
    } catch (IOException e) {
      Files.delete(image);
      throw e;
    }
    return disk;
  }

  /**
   * Writes a file until so much of the whole is taken.
   *
   * @param share 1 for all of it
   */
  Path fill(String name, double share) throws IOException {
    Path file = directory.resolve(name);
    FileStore store = Files.getFileStore(directory);
    byte[] chunk = new byte[CHUNK];
    try (OutputStream out = Files.newOutputStream(file)) {
      double free = (1 - share) * store.getTotalSpace();
      while (store.getUsableSpace() > free) {
        out.write(chunk, 0, (int) Math.min(CHUNK, store.getUsableSpace()));
      }
    }
    return file;
  }

  /** Unmounts it, also while somebody looks at it, and deletes the file. */
  @Override
  public void close() throws IOException, InterruptedException {
    run(List.of("umount", "-l", directory.toString()));
    Files.delete(image);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    if (!process.waitFor(WITHIN.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("%s has not ended within %s".formatted(command, WITHIN));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.exitValue() != 0) {
      throw new IOException("%s: %s".formatted(String.join(" ", command), said.strip()));
    }
  }
}
