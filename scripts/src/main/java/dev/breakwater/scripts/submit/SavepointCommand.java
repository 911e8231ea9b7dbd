package dev.breakwater.scripts.submit;

import dev.breakwater.scripts.rest.Job;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** {@code scripts/savepoint}. */
@Command(
    name = "savepoint",
    customSynopsis = "scripts/savepoint COMMAND [OPTIONS]",
    description = {"Savepoints of jobs, on the local cluster or any Flink 2.2 by its address.", ""},
    footer = {"", "Exit codes: 0 done, 2 it cannot be done."})
public final class SavepointCommand {

  private static final String JOB = "its instance, or its id";
  private static final String TO = "default: the cluster's savepoint directory and the instance";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      scope = ScopeType.INHERIT,
      description = "how long it may take (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "print this and leave")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private SavepointCommand() {}

  public static void main(String[] args) {
    System.exit(CommandLines.execute(new SavepointCommand(), args));
  }

  @Command(name = "take", description = "Takes one; the job goes on.")
  int take(
      @Mixin Where where,
      @Parameters(paramLabel = "JOB", description = JOB) String job,
      @Option(names = "--to", paramLabel = "DIR", description = TO) @Nullable String directory) {
    Savepoints savepoints = savepoints(where);
    Job found = savepoints.job(job);
    System.out.printf("taking a savepoint of %s%n", found.name());
    System.out.println(savepoints.take(found, directory));
    return 0;
  }

  @Command(name = "stop", description = "Takes one and ends the job.")
  int stop(
      @Mixin Where where,
      @Parameters(paramLabel = "JOB", description = JOB) String job,
      @Option(names = "--to", paramLabel = "DIR", description = TO) @Nullable String directory,
      @Option(
              names = "--drain",
              description = "fire all windows first: only to retire the job for good")
          boolean drain) {
    Savepoints savepoints = savepoints(where);
    Job found = savepoints.job(job);
    System.out.printf("stopping %s with a savepoint%n", found.name());
    System.out.println(savepoints.stop(found, directory, drain));
    return 0;
  }

  @Command(
      name = "list",
      description = "Complete checkpoints and savepoints, newest first, of one instance or all.")
  int list(
      @Mixin Where where,
      @Parameters(arity = "0..1", paramLabel = "INSTANCE") @Nullable String instance) {
    SavedStates states = SavedStates.of(where.target().rest().configuration());
    for (String name : instance == null ? states.instances() : List.of(instance)) {
      System.out.println(name);
      List<SavedState> found = states.of(name);
      found.forEach(state -> System.out.println("  " + state));
      if (found.isEmpty()) {
        System.out.println("  none");
      }
    }
    return 0;
  }

  @Command(name = "dispose", description = "Deletes one, with all that belongs to it.")
  int dispose(@Mixin Where where, @Parameters(paramLabel = "PATH") String path) {
    savepoints(where).dispose(path);
    System.out.println("deleted " + path);
    return 0;
  }

  private Savepoints savepoints(Where where) {
    return new Savepoints(where.target(), Duration.ofSeconds(seconds));
  }
}
