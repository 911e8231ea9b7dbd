package dev.breakwater.testkit.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A child process whose output goes to a file. For one thread at a time. */
public final class ServerProcess {

  private static final Duration END_DEADLINE = Duration.ofMinutes(1);
  private static final long PAUSE_NANOS = 20_000_000;
  private static final int LAST_WORDS = 2_000;

  private final Process process;
  private final Path log;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it in the directory.
   *
   * @param environment all of it: nothing of this process's own is passed on
   * @param log the name of the file, which is appended to
   */
  public static ServerProcess start(
      List<String> command, Map<String, String> environment, Path directory, String log) {
    Path file = directory.resolve(log);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new ServerProcess(process, file);
    } catch (IOException e) {
      throw new ServerFailedException("cannot be started: " + command.get(0), e);
    }
  }

  /**
   * Returns when the server answers.
   *
   * @throws ServerFailedException with what it said last, if it does not within the time, or ends
   */
  public void await(BooleanSupplier answers, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!answers.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new ServerFailedException("the server did not start: " + lastWords(), null);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Kills it as {@code kill -9} does: nothing is written any more. Returns when it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks it to end, with SIGTERM. Returns when it has: its data are closed. */
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(END_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        throw new ServerFailedException("process %d does not end".formatted(process.pid()), null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException("interrupted while a process ended", e);
    }
  }

  private String lastWords() {
    try {
      String said = Files.readString(log);
      return said.substring(Math.max(0, said.length() - LAST_WORDS));
    } catch (IOException e) {
      return "it said nothing that can be read (" + e + ")";
    }
  }
}
