package dev.breakwater.scripts.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The figures as a file: {@code {"scenario", "rows": [{"name", "records_per_s",
 * "cpu_s_per_million"}]}} and, beyond these, what they were measured on and every run.
 */
final class JsonReport {

  private final ObjectMapper json = new ObjectMapper();
  private final BenchOptions options;
  private final Machine machine;

  JsonReport(BenchOptions options, Machine machine) {
    this.options = options;
    this.machine = machine;
  }

  /**
   * @throws BenchException when the file cannot be written
   */
  void write(Path file, List<RowResult> results) {
    ObjectNode root = json.createObjectNode();
    root.put("scenario", "ingest");
    ArrayNode rows = root.putArray("rows");
    results.forEach(result -> row(rows.addObject(), result));
    root.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    root.put("records", options.records);
    root.put("repeats", options.repeats);
    root.put("parallelism", options.parallelism);
    root.put("partitions", options.partitions);
    root.put("seed", options.seed);
    root.put("heap", options.heap);
    ObjectNode flink = root.putObject("flink");
    options.flink.forEach(flink::put);
    root.put("cpu", machine.cpu());
    root.put("cores", machine.cores());
    root.put("java", machine.java());
    root.put("system", machine.system());
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    } catch (IOException e) {
      throw new BenchException("--json cannot be written, was " + file + ": " + e, e);
    }
  }

  private static void row(ObjectNode row, RowResult result) {
    row.put("name", result.row().name());
    if (result.hasFigures()) {
      row.put("records_per_s", Math.round(result.recordsPerSecond().median()));
      row.put("cpu_s_per_million", rounded(result.cpuPerMillion().median()));
      row.put("records_per_s_at_3n", Math.round(result.recordsPerSecondOver3N().median()));
      row.put("cpu_s_per_million_min", rounded(result.cpuPerMillion().min()));
      row.put("cpu_s_per_million_max", rounded(result.cpuPerMillion().max()));
    } else {
      row.putNull("records_per_s");
      row.putNull("cpu_s_per_million");
      row.put("failure", result.failure());
    }
    ArrayNode runs = row.putArray("runs");
    result.small().forEach(run -> run(runs.addObject(), run));
    result.large().forEach(run -> run(runs.addObject(), run));
  }

  private static void run(ObjectNode node, Run run) {
    node.put("records", run.records());
    node.put("seconds", rounded(run.seconds()));
    node.put("cpu_s", rounded(run.cpuSeconds()));
    node.put("load_before", rounded(run.load()));
    if (!run.threads().isEmpty()) {
      ObjectNode threads = node.putObject("cpu_s_by_threads");
      run.threads().forEach((group, seconds) -> threads.put(group, rounded(seconds)));
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
