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
import picocli.CommandLine;

/** The whole bench, with so few records that its figures mean nothing. */
@Timeout(300)
class IngestBenchIT {

  @TempDir Path temporary;

  @Test
  void everyRowWritesTheRightOutputAndGetsFigures() throws Exception {
    Path json = temporary.resolve("figures.json");
    Path work = temporary.resolve("work");
    assertThat(bench("--json", json.toString(), "--directory", work.toString(), "--profile"))
        .isZero();
    JsonNode root = new ObjectMapper().readTree(json.toFile());
    assertThat(root.path("scenario").asText()).isEqualTo("ingest");
    assertThat(root.path("rows").findValuesAsText("name")).isEqualTo(names());
    for (JsonNode row : root.path("rows")) {
      assertThat(row.path("records_per_s").asDouble()).as("%s", row).isPositive();
      assertThat(row.path("cpu_s_per_million").isNumber()).as("%s", row).isTrue();
    }
    assertThat(filesIn(work)).as("left behind").isEmpty();
  }

  @Test
  void saysWhatIsWrongAndLeavesWhenTheDirectoryIsTooSmall() {
    assertThat(bench("--records", "100000000000", "--directory", temporary.toString()))
        .isEqualTo(2);
  }

  private static int bench(String... options) {
    CommandLine command = Bench.commandLine();
    return command.execute(
        Stream.concat(Stream.of("ingest", "--records=2000", "--repeats=1"), Stream.of(options))
            .toArray(String[]::new));
  }

  private static List<String> names() {
    return Rows.named(List.of()).stream().map(Row::name).toList();
  }

  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
