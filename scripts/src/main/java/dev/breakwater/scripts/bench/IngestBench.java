package dev.breakwater.scripts.bench;

import dev.breakwater.scripts.bench.process.BrokerMain;
import dev.breakwater.scripts.bench.process.RowProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scripts/bench ingest}. */
@Command(
    name = "ingest",
    customSynopsis = "scripts/bench ingest [OPTIONS]",
    sortOptions = false,
    description = {
      "Cleans up a Kafka topic exactly once, with and without Breakwater: flights as JSON, 5 %%"
          + " duplicates and 0.5 %% broken records, in; first-seen flights and dead letters out.",
      "",
      "Every row runs over N and over 3N preloaded records, each time in a fresh Java process with"
          + " the same heap and flags, on one broker in a process of its own. Rows take turns;"
          + " what they wrote is read back and checked.",
      "",
      "records/s counts from the moment when all tasks run until the last commit is visible."
          + " CPU s per further million = (CPU at 3N - CPU at N) / 2N, so that start and most of"
          + " the JIT compiler drop out.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all rows have figures",
      "1:a row failed or wrote the wrong output",
      "2:wrong usage, or the bench could not run here"
    })
final class IngestBench implements Callable<Integer> {

  private static final Duration BROKER_DEADLINE = Duration.ofSeconds(90);

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this and leave")
  boolean help;

  @Mixin private BenchOptions options = new BenchOptions();

  @Override
  public Integer call() {
    options.check();
    List<Row> rows = Rows.named(options.rows);
    if (options.records < BenchOptions.RECORDS_FOR_COST) {
      Progress.say(
          "warning: with --records below %,d the JIT compiler is a large part of the cost",
          BenchOptions.RECORDS_FOR_COST);
    }
    Machine machine = Machine.here();
    Progress.say(
        "%s, %d cores, %s; load %.1f",
        machine.cpu(), machine.cores(), machine.java(), Machine.load());
    try (Workspace workspace = Workspace.open(options.directory, options.bytesNeeded())) {
      List<RowResult> results = rows.stream().map(RowResult::new).toList();
      measure(workspace, results);
      new Report(results).print(options);
      if (options.json != null) {
        new JsonReport(options, machine).write(options.json, results);
        Progress.say("%nwritten: %s", options.json);
      }
      return results.stream().allMatch(RowResult::hasFigures) ? 0 : 1;
    }
  }

  private void measure(Workspace workspace, List<RowResult> results) {
    String bootstrap = startBroker(workspace);
    try (Topics topics = new Topics(bootstrap, options.partitions)) {
      topics.create("flights-n", "flights-3n");
      long n = options.records;
      Input small = Input.preload(bootstrap, "flights-n", n, options.seed);
      Input large = Input.preload(bootstrap, "flights-3n", 3 * n, options.seed);
      RowRunner runner = new RowRunner(workspace, topics, options, bootstrap);
      for (int repeat = 0; repeat < options.repeats; repeat++) {
        Progress.say("repeat %d of %d", repeat + 1, options.repeats);
        for (int i = 0; i < results.size(); i++) {
          // Another row goes first each time, so that none always follows the same one.
          run(runner, results.get((i + repeat) % results.size()), small, large);
        }
      }
    }
  }

  private static void run(RowRunner runner, RowResult result, Input small, Input large) {
    if (result.failure() != null) {
      return;
    }
    String name = result.row().name();
    try {
      result.add(
          runner.run(result.row(), small, name + ", N"),
          runner.run(result.row(), large, name + ", 3N"));
    } catch (BenchException e) {
      String why = String.valueOf(e.getMessage());
      result.fail(why);
      Progress.say("%n%s failed: %s%n", name, why);
    }
  }

  private String startBroker(Workspace workspace) {
    List<String> arguments =
        List.of(
            "--directory", workspace.directory("broker").toString(),
            "--port", Integer.toString(options.port));
    JavaProcess broker =
        workspace.start("broker", RowProcesses.command("1g", BrokerMain.class, arguments));
    String running = broker.await(RowProcess.RUNNING, BROKER_DEADLINE);
    return running.substring(running.indexOf(' ') + 1);
  }
}
