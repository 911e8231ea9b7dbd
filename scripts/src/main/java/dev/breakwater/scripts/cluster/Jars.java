package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Flink takes plugins from jars only, and a checkout that was compiled has directories. */
final class Jars {

  private Jars() {}

  /**
   * Copies a jar, or makes one of a directory.
   *
   * @param classes a jar or a directory
   */
  static void write(Path classes, Path jar) throws IOException {
    if (!Files.isDirectory(classes)) {
      Files.copy(classes, jar, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.walk(classes)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (Path entry : files) {
        zip.putNextEntry(new ZipEntry(classes.relativize(entry).toString().replace('\\', '/')));
        Files.copy(entry, zip);
        zip.closeEntry();
      }
    }
  }
}
