package dev.breakwater.scripts.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WorkspaceTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path base;

  @Test
  void saysHowMuchSpaceIsMissingAndWhere() {
    assertThatThrownBy(() -> Workspace.open(base, Long.MAX_VALUE))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("--directory must have about 9223372036.9 GB free")
        .hasMessageContaining(base.toString());
  }

  /** Many times: a process may end before its log is begun. */
  @RepeatedTest(50)
  void leavesNeitherProcessesNorFilesBehind() throws Exception {
    JavaProcess process;
    try (Workspace workspace = Workspace.open(base, 1)) {
      Files.writeString(workspace.directory("state").resolve("file"), "content");
      process = workspace.start("sleeper", List.of("sleep", "600"));
      process.requireAlive();
    }
    assertThatThrownBy(process::requireAlive).hasMessageContaining("sleeper ended with status");
    try (Stream<Path> left = Files.list(base)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aProcessThatEndsIsReportedWithTheEndOfItsLog() {
    try (Workspace workspace = Workspace.open(base, 1)) {
      JavaProcess process =
          workspace.start(
              "row", List.of("sh", "-c", "echo @other 1; echo what went wrong; exit 3"));
      assertThatThrownBy(() -> process.await("@running", SOON))
          .hasMessageContaining("row ended with status 3")
          .hasMessageContaining("what went wrong");
    }
  }

  @Test
  void whatAProcessSaysIsFoundByItsMark() {
    try (Workspace workspace = Workspace.open(base, 1)) {
      JavaProcess process =
          workspace.start("row", List.of("sh", "-c", "echo noise; echo @running 17 two tasks"));
      assertThat(process.await("@running", SOON)).isEqualTo("17 two tasks");
    }
  }

  @Test
  void aProgramThatIsNotThereIsAnErrorOfTheBench() {
    try (Workspace workspace = Workspace.open(base, 1)) {
      assertThatThrownBy(() -> workspace.start("row", List.of(base + "/no-such-java")))
          .hasMessageContaining("cannot start a process for row");
    }
  }
}
