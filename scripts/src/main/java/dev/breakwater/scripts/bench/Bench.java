package dev.breakwater.scripts.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/bench}. */
@Command(
    name = "bench",
    customSynopsis = "scripts/bench COMMAND [OPTIONS]",
    description = "Throughput and cost, baseline first.",
    footer = {
      "",
      "  jmh [PATTERN] [JMH OPTIONS]   micro-benchmarks of the operators (-h for JMH's options)"
    },
    subcommands = IngestBench.class)
public final class Bench {

  private static final int CANNOT_RUN = 2;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this and leave")
  boolean help;

  private Bench() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args.length == 0 ? new String[] {"--help"} : args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (!(failure instanceof BenchException)) {
                throw failure;
              }
              System.err.println("error: " + failure.getMessage());
              return CANNOT_RUN;
            });
  }
}
