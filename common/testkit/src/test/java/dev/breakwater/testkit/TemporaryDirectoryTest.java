package dev.breakwater.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TemporaryDirectoryTest {

  @Test
  void isDeletedWithAllThatIsInIt() throws IOException {
    Path path;
    try (TemporaryDirectory directory = TemporaryDirectory.create("breakwater-test-")) {
      path = directory.path();
      Path deep = Files.createDirectories(path.resolve("a/b/c"));
      Files.writeString(deep.resolve("file"), "text");
      Files.createSymbolicLink(path.resolve("link"), Path.of("nowhere"));
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void followsNoLinkOutOfItself() throws IOException {
    try (TemporaryDirectory other = TemporaryDirectory.create("breakwater-test-")) {
      Path kept = Files.writeString(other.path().resolve("kept"), "text");
      try (TemporaryDirectory directory = TemporaryDirectory.create("breakwater-test-")) {
        Files.createSymbolicLink(directory.path().resolve("link"), other.path());
      }
      assertThat(kept).exists();
    }
  }

  @Test
  void isClosedTwiceWithoutHarm() {
    TemporaryDirectory directory = TemporaryDirectory.create("breakwater-test-");
    directory.close();
    directory.close();
    assertThat(directory.path()).doesNotExist();
  }
}
