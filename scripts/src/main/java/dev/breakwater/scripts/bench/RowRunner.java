package dev.breakwater.scripts.bench;

import dev.breakwater.scripts.bench.process.RowProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs a row once, in a fresh process, over one input, and checks what it wrote.
 *
 * <p>No row knows where its input ends, so that bounded reading changes no row's work. Done means,
 * seen from the broker: the row's group has committed the end of the input, and no transaction is
 * open on the output.
 */
final class RowRunner {

  private static final Duration START_DEADLINE = Duration.ofMinutes(2);
  private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(30);
  private static final long STALLED_NANOS = 180_000_000_000L;
  private static final long POLL_MILLIS = 50;

  private final Workspace workspace;
  private final Topics topics;
  private final BenchOptions options;
  private final String bootstrap;
  private int runs;

  RowRunner(Workspace workspace, Topics topics, BenchOptions options, String bootstrap) {
    this.workspace = workspace;
    this.topics = topics;
    this.options = options;
    this.bootstrap = bootstrap;
  }

  /**
   * @throws BenchException when the row fails, stands still, or its output is wrong
   */
  Run run(Row row, Input input, String step) {
    runs++;
    String name = row.name() + "-" + runs;
    Launch launch =
        new Launch(
            bootstrap,
            input.topic(),
            name + ".clean",
            name + ".dead",
            name + ".ledger",
            name,
            workspace.directory(name),
            options.parallelism,
            options.flink,
            options.profile);
    topics.create(launch.clean(), launch.dead(), launch.ledger());
    double load = Machine.load();
    JavaProcess process =
        workspace.start(
            name,
            RowProcesses.command(options.heap, row.mainClass(), row.arguments().apply(launch)));
    try {
      Run run = measure(process, launch, input, new Progress(step, input.records()), load);
      check(row, launch, input);
      return run;
    } finally {
      workspace.end(process);
      topics.delete(launch.clean(), launch.dead(), launch.ledger());
      workspace.delete(launch.directory());
    }
  }

  private Run measure(
      JavaProcess process, Launch launch, Input input, Progress progress, double load) {
    String running = process.await(RowProcess.RUNNING, START_DEADLINE);
    long start = Long.parseLong(running.substring(0, running.indexOf(' ')));
    awaitDone(process, launch, input, progress);
    double seconds = (System.currentTimeMillis() - start) / 1e3;
    process.stop();
    double cpu = seconds(process.await(RowProcess.CPU, ANSWER_DEADLINE));
    Run run = new Run(input.records(), seconds, cpu, threads(process.rest()), load);
    progress.done(
        "%,9.0f records/s  %6.1f s  %6.1f CPU s  (load %.1f)"
            .formatted(run.recordsPerSecond(), seconds, cpu, load));
    return run;
  }

  private void awaitDone(JavaProcess process, Launch launch, Input input, Progress progress) {
    long done = 0;
    long moved = System.nanoTime();
    while (done < input.records() || !isStable(launch)) {
      sleep();
      process.requireAlive();
      long now = topics.committed(launch.group());
      moved = now > done ? System.nanoTime() : moved;
      done = now;
      progress.at(done);
      if (System.nanoTime() - moved > STALLED_NANOS) {
        throw process.failure("stands still at %,d of %,d".formatted(done, input.records()));
      }
    }
  }

  private boolean isStable(Launch launch) {
    return topics.isStable(launch.clean(), launch.dead(), launch.ledger());
  }

  private void check(Row row, Launch launch, Input input) {
    Expected expected = input.expected(row.work());
    Progress progress = new Progress("  checking its output", input.records());
    Tally clean = CommittedReader.tally(bootstrap, topics.stableEnd(launch.clean()), progress);
    Tally dead = CommittedReader.tally(bootstrap, topics.stableEnd(launch.dead()), progress);
    if (!clean.equals(expected.clean()) || !dead.equals(expected.dead())) {
      throw new BenchException(
          "%s wrote the wrong output:%n  clean %s (expected %s)%n  dead %s (expected %s)%n  first dead: %s"
              .formatted(
                  row.name(),
                  clean,
                  expected.clean(),
                  dead,
                  expected.dead(),
                  CommittedReader.first(bootstrap, launch.dead())));
    }
  }

  private static Map<String, Double> threads(List<String> lines) {
    Map<String, Double> threads = new TreeMap<>();
    for (String line : lines) {
      if (line.startsWith(RowProcess.THREADS + " ")) {
        String[] words = line.split(" ", 3);
        threads.put(words[2], seconds(words[1]));
      }
    }
    return threads;
  }

  private static double seconds(String nanos) {
    return Long.parseLong(nanos) / 1e9;
  }

  private static void sleep() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }
}
