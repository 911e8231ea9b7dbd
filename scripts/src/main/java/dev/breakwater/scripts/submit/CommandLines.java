package dev.breakwater.scripts.submit;

import java.time.Duration;
import picocli.CommandLine;

/** What the command lines here have in common. */
public final class CommandLines {

  private static final int CANNOT = 2;

  private CommandLines() {}

  /** Runs it; what it throws becomes a line and exit code 2. */
  public static int execute(Object command, String... args) {
    return new CommandLine(command)
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              String message = failure.getMessage();
              boolean meant = failure instanceof RuntimeException && message != null;
              line.getErr().println("error: " + (meant ? message : failure.toString()));
              return CANNOT;
            })
        .execute(args);
  }

  /** Waits a moment. */
  public static void pause(Duration moment) {
    try {
      Thread.sleep(moment.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SubmitException("interrupted", e);
    }
  }
}
