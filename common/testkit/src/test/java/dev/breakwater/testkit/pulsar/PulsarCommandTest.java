package dev.breakwater.testkit.pulsar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PulsarCommandTest {

  private static final String PROPERTY = "breakwater.pulsar";

  @TempDir Path directory;

  private final @Nullable String before = System.getProperty(PROPERTY);

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(PROPERTY);
    } else {
      System.setProperty(PROPERTY, before);
    }
  }

  @Test
  void theServerIsHereWithAllOfItsClassPath() throws IOException {
    System.clearProperty(PROPERTY);
    assertThat(PulsarServer.isInstalled()).as("not named").isFalse();
    Path file = directory.resolve("classpath.txt");
    System.setProperty(PROPERTY, file.toString());
    assertThat(PulsarServer.isInstalled()).as("not built").isFalse();
    Path first = Files.createFile(directory.resolve("first.jar"));
    Path second = directory.resolve("second.jar");
    Files.writeString(file, first + File.pathSeparator + second + "\n");
    assertThat(PulsarServer.isInstalled()).as("one is missing").isFalse();
    Files.createFile(second);
    assertThat(PulsarServer.isInstalled()).isTrue();
  }
}
