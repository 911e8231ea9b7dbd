package dev.breakwater.scripts.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which servers seem to be here: none, unless one is added; until it is closed. */
public final class Installed implements AutoCloseable {

  private static final String RABBIT = "breakwater.rabbitmq";
  private static final String PULSAR = "breakwater.pulsar";

  private final @Nullable String rabbit = System.getProperty(RABBIT);
  private final @Nullable String pulsar = System.getProperty(PULSAR);
  private final Path directory;

  private Installed(Path directory) {
    this.directory = directory;
  }

  /**
   * None.
   *
   * @param directory with nothing in it
   */
  public static Installed in(Path directory) {
    Installed installed = new Installed(directory);
    System.setProperty(RABBIT, directory.toString());
    System.setProperty(PULSAR, installed.classPath().toString());
    return installed;
  }

  public void addRabbit() throws IOException {
    Files.createDirectories(directory.resolve("usr/lib/erlang/erts-13.1.5"));
    Files.createDirectories(directory.resolve("usr/lib/rabbitmq/lib/rabbitmq_server-3.10.8"));
  }

  public void addPulsar() throws IOException {
    Files.writeString(classPath(), Files.createFile(directory.resolve("broker.jar")) + "\n");
  }

  private Path classPath() {
    return directory.resolve("classpath.txt");
  }

  @Override
  public void close() {
    restore(RABBIT, rabbit);
    restore(PULSAR, pulsar);
  }

  private static void restore(String name, @Nullable String value) {
    if (value == null) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, value);
    }
  }
}
