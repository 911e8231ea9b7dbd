package dev.breakwater.scripts.submit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/repair} beside a {@code submit} that only writes down what it is told. */
@Timeout(60)
class RepairScriptTest {

  private static final Path SCRIPTS =
      Path.of(System.getProperty("breakwater.root", "."), "scripts");

  @TempDir Path directory;

  private Path told = Path.of("");

  @BeforeEach
  void putItBesideAnotherSubmit() throws Exception {
    told = directory.resolve("told");
    Files.copy(SCRIPTS.resolve("repair"), directory.resolve("repair"));
    Path submit = directory.resolve("submit");
    Files.writeString(submit, "#!/bin/sh\nprintf '%%s\\n' \"$@\" >'%s'\n".formatted(told));
    assertThat(submit.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void submitsTheJobAndHasItRepair() throws Exception {
    assertThat(repair("ingest", "--config", "job.yaml", "--from", "/chk-7")).isZero();
    assertThat(Files.readAllLines(told))
        .containsExactly(
            "ingest", "--config", "job.yaml", "--from", "/chk-7", "--", "--repair.enabled", "true");
  }

  @Test
  void leavesTheJobsOwnOptionsWhereTheyAre() throws Exception {
    assertThat(repair("ingest", "--from", "/chk-7", "--", "--repair.max-memory", "1gb")).isZero();
    assertThat(Files.readAllLines(told))
        .endsWith("--", "--repair.max-memory", "1gb", "--repair.enabled", "true");
  }

  @Test
  void refusesTheLatestStateSinceThatIsTheOneThatCannotBeRestored() throws Exception {
    assertThat(repair("ingest", "--from", "latest")).isEqualTo(2);
    assertThat(repair("ingest", "--from=latest")).isEqualTo(2);
    assertThat(told).doesNotExist();
  }

  @Test
  void explainsItselfWithoutSubmittingAnything() throws Exception {
    assertThat(repair("--help")).isZero();
    assertThat(told).doesNotExist();
  }

  private int repair(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", directory.resolve("repair").toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("out").toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
