package dev.breakwater.scripts.bench;

import dev.breakwater.scripts.bench.process.RowProcess;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Java process that the bench started, by its own handle: the lines it says to the bench (see
 * {@link RowProcess}), and a log file of everything else that it prints.
 */
final class JavaProcess implements AutoCloseable {

  private static final int LOG_TAIL_LINES = 25;

  private final String name;
  private final Process process;
  private final Path log;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final Thread reader;

  private JavaProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.reader = new Thread(this::read, "reader-" + name);
    this.reader.setDaemon(true);
  }

  static JavaProcess start(String name, List<String> command, Path log) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      JavaProcess started = new JavaProcess(name, process, log);
      started.reader.start();
      return started;
    } catch (IOException e) {
      throw new BenchException("cannot start a process for " + name + ": " + e, e);
    }
  }

  /**
   * Waits for a line with this mark and returns what follows the mark.
   *
   * @throws BenchException when the process ends before, or says nothing for so long
   */
  String await(String mark, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (System.nanoTime() < deadline) {
      String line = next();
      if (line != null && line.startsWith(mark + " ")) {
        return line.substring(mark.length() + 1);
      }
      if (line == null) {
        requireAlive();
      }
    }
    throw failure("said no " + mark + " within " + atMost);
  }

  /** What it said and nobody waited for, once it has ended. */
  List<String> rest() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw failure("did not end within 30 s");
      }
      List<String> rest = new ArrayList<>();
      for (String line = next(); line != null; line = next()) {
        rest.add(line);
      }
      return rest;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Tells it to stop; it answers and ends. */
  void stop() {
    try {
      Writer in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
      in.write(RowProcess.STOP + "\n");
      in.flush();
    } catch (IOException e) {
      throw failure("cannot be told to stop: " + e);
    }
  }

  void requireAlive() {
    if (process.isAlive()) {
      return;
    }
    awaitReader();
    if (said.isEmpty()) {
      throw failure("ended with status " + process.exitValue());
    }
  }

  /** An exception with the end of its log. */
  BenchException failure(String what) {
    return new BenchException(name + " " + what + "\n" + logTail());
  }

  /** Ends it. Nothing is written to its log afterwards. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    awaitReader();
  }

  /** Until all is read that a process has said which has ended. */
  private void awaitReader() {
    try {
      reader.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter file = Files.newBufferedWriter(log)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith("@")) {
          said.add(line);
        } else {
          file.write(line);
          file.newLine();
          file.flush();
        }
      }
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException("cannot read what " + name + " says", e);
      }
    }
  }

  private @Nullable String next() {
    try {
      return said.poll(200, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private BenchException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new BenchException("interrupted while waiting for " + name, e);
  }

  private String logTail() {
    try {
      List<String> lines = Files.readAllLines(log);
      int from = Math.max(0, lines.size() - LOG_TAIL_LINES);
      return String.join("\n", lines.subList(from, lines.size()));
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }
}
