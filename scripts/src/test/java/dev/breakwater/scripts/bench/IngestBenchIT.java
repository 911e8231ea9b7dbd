package dev.breakwater.scripts.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole bench, with so few records that its figures mean nothing. */
@Timeout(600)
class IngestBenchIT {

  private static final List<String> ROWS = List.of("copy-parse", "breakwater");

  @TempDir Path temporary;

  @Test
  void rowsWithTheRightOutputGetFigures() throws Exception {
    Path json = temporary.resolve("figures.json");
    Path work = temporary.resolve("work");
    String rows = String.join(",", ROWS);
    int status =
        Bench.commandLine()
            .execute(
                "ingest",
                "--records=2000",
                "--repeats=1",
                "--rows=" + rows,
                "--json=" + json,
                "--directory=" + work);
    assertThat(status).isZero();
    JsonNode root = new ObjectMapper().readTree(json.toFile());
    assertThat(root.path("scenario").asText()).isEqualTo("ingest");
    assertThat(root.path("rows").findValuesAsText("name")).isEqualTo(ROWS);
    for (JsonNode row : root.path("rows")) {
      assertThat(row.path("records_per_s").asDouble()).as("%s", row).isPositive();
      assertThat(row.path("cpu_s_per_million").isNumber()).as("%s", row).isTrue();
    }
    assertThat(filesIn(work)).as("left behind").isEmpty();
  }

  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
