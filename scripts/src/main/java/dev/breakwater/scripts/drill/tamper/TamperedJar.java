package dev.breakwater.scripts.drill.tamper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Copies of the jobs' jar with something of the drills in them. */
public final class TamperedJar {

  private TamperedJar() {}

  /**
   * Makes one with {@link TamperingReader}.
   *
   * @param jobs the jobs' jar
   * @param target what it is to be; replaced where it is there
   */
  public static Path withReader(Path jobs, Path target) throws IOException {
    Files.copy(jobs, target, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem jar = FileSystems.newFileSystem(target)) {
      // The enumeration has a class for each of its constants.
      List<Class<?>> classes =
          Stream.<Class<?>>concat(
                  Stream.of(TamperingReader.class, Tampering.class),
                  Stream.of(Tampering.values()).map(Object::getClass))
              .distinct()
              .toList();
      for (Class<?> each : classes) {
        add(jar, each);
      }
    }
    return target;
  }

  /** Makes one that runs {@link PlainSinkJob}, whatever job is asked for. */
  public static Path ofPlainSink(Path jobs, Path target) throws IOException {
    Files.copy(jobs, target, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem jar = FileSystems.newFileSystem(target)) {
      add(jar, PlainSinkJob.class);
      Path file = jar.getPath(JarFile.MANIFEST_NAME);
      Manifest manifest = new Manifest();
      try (InputStream in = Files.newInputStream(file)) {
        manifest.read(in);
      }
      manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, PlainSinkJob.class.getName());
      try (OutputStream out = Files.newOutputStream(file)) {
        manifest.write(out);
      }
    }
    return target;
  }

  private static void add(FileSystem jar, Class<?> added) throws IOException {
    String file = added.getName().replace('.', '/') + ".class";
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
