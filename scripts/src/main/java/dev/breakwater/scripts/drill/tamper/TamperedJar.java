package dev.breakwater.scripts.drill.tamper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The jobs' jar with {@link TamperingReader} in it. */
public final class TamperedJar {

  private TamperedJar() {}

  /**
   * Makes one.
   *
   * @param jobs the jobs' jar
   * @param target what it is to be; replaced where it is there
   */
  public static Path write(Path jobs, Path target) throws IOException {
    Files.copy(jobs, target, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem jar = FileSystems.newFileSystem(target)) {
      for (String file : classes()) {
        Path in = jar.getPath(file);
        Files.createDirectories(in.getParent());
        try (InputStream bytes = TamperedJar.class.getResourceAsStream('/' + file)) {
          if (bytes == null) {
            throw new NoSuchFileException(file, null, "not on the class path");
          }
          Files.copy(bytes, in, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return target;
  }

  /** What the reader is made of: the enumeration has a class for each of its constants. */
  private static List<String> classes() {
    return Stream.concat(
            Stream.of(TamperingReader.class, Tampering.class),
            Stream.of(Tampering.values()).map(Object::getClass))
        .map(each -> each.getName().replace('.', '/') + ".class")
        .distinct()
        .toList();
  }
}
