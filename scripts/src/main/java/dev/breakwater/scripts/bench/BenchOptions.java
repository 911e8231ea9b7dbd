package dev.breakwater.scripts.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code scripts/bench ingest}. */
final class BenchOptions {

  static final long RECORDS_FOR_COST = 2_000_000;

  @Option(
      names = "--records",
      defaultValue = "2000000",
      description = "N; every row runs over N and over 3N records (default: ${DEFAULT-VALUE})")
  long records;

  @Option(
      names = "--repeats",
      defaultValue = "3",
      description = "runs of every row over each input (default: ${DEFAULT-VALUE})")
  int repeats;

  @Option(names = "--rows", split = ",", description = "only these rows, by name (default: all)")
  List<String> rows = new ArrayList<>();

  @Option(names = "--json", paramLabel = "FILE", description = "also write the figures as JSON")
  @Nullable Path json;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "of the generated records (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "threads or slots of every row (default: ${DEFAULT-VALUE})")
  int parallelism;

  @Option(
      names = "--partitions",
      defaultValue = "4",
      description = "of every topic (default: ${DEFAULT-VALUE})")
  int partitions;

  @Option(
      names = "--heap",
      defaultValue = "1g",
      description = "Java heap of every row, as for -Xmx (default: ${DEFAULT-VALUE})")
  String heap = "";

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "of the broker; 0 takes a free one (default: ${DEFAULT-VALUE})")
  int port;

  @Option(
      names = "--directory",
      defaultValue = "${sys:java.io.tmpdir}",
      description = "where topics and state go while it runs (default: ${DEFAULT-VALUE})")
  Path directory = Path.of("");

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "a Flink setting over those of all Flink rows; for experiments")
  Map<String, String> flink = new LinkedHashMap<>();

  @Option(names = "--profile", description = "also print the CPU time by group of threads")
  boolean profile;

  /** Room for both inputs, the output of one run and its state, generously. */
  long bytesNeeded() {
    return 4 * records * 100 + 3 * records * 500 + 500_000_000;
  }

  void check() {
    requirePositive("--records", records);
    requirePositive("--repeats", repeats);
    requirePositive("--parallelism", parallelism);
    requirePositive("--partitions", partitions);
    if (partitions < parallelism) {
      throw new BenchException(
          "--partitions must be at least --parallelism (%d), was %d"
              .formatted(parallelism, partitions));
    }
  }

  private static void requirePositive(String option, long value) {
    if (value <= 0) {
      throw new BenchException(option + " must be positive, was " + value);
    }
  }
}
