package dev.breakwater.testkit.jar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The jar of a module that has its dependencies in it. */
public record ShadedJar(List<String> entries) {

  private static final String VERSIONS = "^META-INF/versions/[0-9]+/";

  public ShadedJar {
    entries = List.copyOf(entries);
  }

  /**
   * The one that was packaged, whose name ends with {@code -all.jar}.
   *
   * @param module its directory
   */
  public static ShadedJar of(Path module) throws IOException {
    Path target = module.resolve("target");
    try (Stream<Path> files = Files.list(target)) {
      Path shaded =
          files
              .filter(file -> file.getFileName().toString().endsWith("-all.jar"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no shaded jar in " + target));
      try (JarFile jar = new JarFile(shaded.toFile())) {
        return new ShadedJar(jar.stream().map(ZipEntry::getName).toList());
      }
    }
  }

  /** The classes by their paths, those for a version of Java without that. */
  public List<String> classes() {
    return entries.stream()
        .filter(name -> name.endsWith(".class"))
        .map(name -> name.replaceFirst(VERSIONS, ""))
        .toList();
  }
}
