package dev.breakwater.scripts.drill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form for CI: a few faults on real processes, the whole way to the verdict. */
class DrillIT {

  @TempDir Path directory;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void losesNothingWhenAProcessIsKilledOrTheServiceAnswersWithGarbage() throws IOException {
    int code =
        DrillCommand.execute(
            out,
            out,
            "taskmanager-kill",
            "dependency-garbage",
            "--small",
            "--rate=300",
            "--base-port=21000",
            "--directory=" + directory.resolve("cluster"),
            "--report=" + directory.resolve("report"));
    assertThat(code).as("%s", text()).isZero();
    assertThat(text()).contains("lost=0 duplicated=0 altered=0 reordered=0", "every round passed");
    JsonNode rounds = new ObjectMapper().readTree(directory.resolve("report/drills.json").toFile());
    assertThat(rounds).hasSize(2);
    for (JsonNode round : rounds) {
      assertThat(round.get("verdict").asText()).isEqualTo("pass");
      assertThat(round.get("records").asLong()).isGreaterThan(1_000);
    }
    assertThat(rounds.get(1).get("reaction_s").asDouble()).as("a breaker opened").isPositive();
    assertThat(rounds.get(1).get("recovery_s").asDouble()).as("it closed again").isPositive();
    assertThat(directory.resolve("cluster")).as("left behind").doesNotExist();
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
