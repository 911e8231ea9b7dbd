package dev.breakwater.scripts.cluster;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/cluster}. */
@Command(
    name = "cluster",
    customSynopsis = "scripts/cluster COMMAND [OPTIONS]",
    description = {
      "A local cluster of separate processes: Kafka, ZooKeeper, Flink's JobManagers and"
          + " TaskManagers, all on loopback, under a supervisor that restarts what dies.",
      ""
    },
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      TopicsCommand.class,
      PanelsCommand.class
    },
    footer = {"", "Exit codes: 0 good, 1 something does not run, 2 it cannot be done."})
public final class ClusterCommand {

  static final int FINDING = 1;
  static final int CANNOT = 2;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "print this and leave")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private ClusterCommand() {}

  public static void main(String[] args) {
    System.exit(execute(args));
  }

  /** What the command line does, as its exit code. */
  static int execute(String... args) {
    return new CommandLine(new ClusterCommand())
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              line.getErr().println("error: " + message(failure));
              return CANNOT;
            })
        .execute(args);
  }

  private static String message(Exception failure) {
    String message = failure.getMessage();
    return failure instanceof RuntimeException && message != null ? message : failure.toString();
  }
}
