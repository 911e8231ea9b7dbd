package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.input.Input;
import dev.breakwater.testkit.workload.GroundTruth;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scripts/demo}. */
@Command(
    name = "demo",
    customSynopsis = "scripts/demo [OPTIONS]",
    description = {
      "Streams real flights, with duplicates and bad records of every kind, out of Kafka or of a"
          + " server in its place (--from) through the jobs ingest and enrich on a Kafka and a Flink of"
          + " its own. Takes the service that enrich asks away for a while, kills a TaskManager, drives"
          + " the dead letters of the outage back, and balances what came out against what went in,"
          + " to the record.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 the balance holds, 1 it does not or the run failed, 2 it cannot start,"
          + " 130 Ctrl-C."
    })
public final class DemoCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(DemoCommand.class);
  private static final int FAILED = 1;
  private static final int CANNOT_START = 2;
  private static final int INTERRUPTED = 130;
  private static final int DEFAULT_WIDTH = 100;

  private final PrintStream out;
  private final PrintStream errors;

  @Mixin private DemoOptions options = new DemoOptions();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this and leave")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private DemoCommand(PrintStream out, PrintStream errors) {
    this.out = out;
    this.errors = errors;
  }

  public static void main(String[] args) {
    System.exit(execute(System.out, System.err, args));
  }

  /** What the command line does, as its exit code. */
  static int execute(PrintStream out, PrintStream errors, String... args) {
    return new CommandLine(new DemoCommand(out, errors))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(errors, true, StandardCharsets.UTF_8))
        .execute(args);
  }

  @Override
  public Integer call() {
    try (Interrupt interrupt = Interrupt.open()) {
      DemoSettings settings;
      try {
        settings = options.settings();
      } catch (DemoException e) {
        return failed(CANNOT_START, e, "");
      }
      Screen screen =
          new Screen(
              out,
              Boolean.getBoolean("demo.terminal"),
              Integer.getInteger("demo.columns", DEFAULT_WIDTH));
      screen.say("log " + System.getProperty("demo.log", "(none)"));
      try (Play demo =
          options.replicas() ? new ReplicasDemo(settings, screen) : demo(settings, screen)) {
        return run(demo, settings, screen, interrupt);
      } catch (DemoException e) {
        return interrupt.requested() ? INTERRUPTED : failed(FAILED, e, "");
      }
    }
  }

  private static Demo demo(DemoSettings settings, Screen screen) {
    Input input = settings.input();
    FlightWorkload flights =
        FlightWorkload.of(
            settings.seed(), settings.events(), record -> input == null || input.carries(record));
    return new Demo(settings, new Scene.Flights(flights, GroundTruth.of(flights)), screen);
  }

  /** Runs it to its end, as the exit code. */
  static int end(Play demo, DemoSettings settings, Screen screen)
      throws InterruptedException, IOException {
    boolean balanced = demo.run();
    if (settings.keepRunning()) {
      screen.say("all is still running; Ctrl-C ends it");
      new CountDownLatch(1).await();
    }
    return balanced ? 0 : FAILED;
  }

  private int run(Play demo, DemoSettings settings, Screen screen, Interrupt interrupt) {
    try {
      return end(demo, settings, screen);
    } catch (InterruptedException | RuntimeException | IOException e) {
      if (!interrupt.requested()) {
        return failed(demo.started() ? FAILED : CANNOT_START, e, demo.hint());
      }
      demo.showStateSoFar();
      screen.say("stopping");
      return INTERRUPTED;
    }
  }

  private int failed(int code, Exception failure, String hint) {
    LOG.error("demo failed", failure);
    errors.println("error: " + message(failure) + hint);
    return code;
  }

  private static String message(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
