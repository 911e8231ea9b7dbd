package dev.breakwater.scripts.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The row's end of the line to the bench that started this process: lines on standard output that
 * begin with one of the marks below; the word {@link #STOP} or the end of standard input the other
 * way round.
 */
public final class RowProcess {

  /** {@code @running EPOCH_MILLIS TEXT}: from now on records are read. */
  public static final String RUNNING = "@running";

  /** {@code @cpu NANOSECONDS}: CPU time of the whole process, native threads included. */
  public static final String CPU = "@cpu";

  /** {@code @threads NANOSECONDS NAME}: CPU time of one group of threads. */
  public static final String THREADS = "@threads";

  public static final String STOP = "stop";

  private RowProcess() {}

  public static void running(String text) {
    say(RUNNING + " " + System.currentTimeMillis() + " " + text);
  }

  /**
   * Waits for the word to stop, reports the CPU time and ends the process at once. Also ends it,
   * with status 1, when the bench is gone.
   *
   * @param profile null when nobody asked for the CPU time by thread
   */
  public static void stopWhenTold(@Nullable ThreadCosts profile) throws IOException {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      String line = in.readLine();
      if (!STOP.equals(line)) {
        Runtime.getRuntime().halt(1);
      }
      say(CPU + " " + cpuNanos());
      if (profile != null) {
        profile.byGroup().forEach((group, nanos) -> say(THREADS + " " + nanos + " " + group));
      }
      System.out.flush();
      Runtime.getRuntime().halt(0);
    }
  }

  /** Starts a thread that makes the row's failure the failure of the process. */
  public static void start(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Throwable failure) {
                failure.printStackTrace();
                System.err.flush();
                Runtime.getRuntime().halt(1);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  /** What a row does until the process ends. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static synchronized void say(String line) {
    System.out.println(line);
  }
}
