package dev.breakwater.testkit.contract;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** An operator closes whatever became of it before, and takes its threads with it. */
final class Closing {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long POLL_NANOS = 20_000_000;

  private Closing() {}

  static <K, IN, OUT> void check(Subject<K, IN, OUT> subject, Backend backend) throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    closing("before it was opened", () -> new Subtask<>(subject, backend, 1, 0).close());
    closing("without input", () -> Fleet.start(subject, backend).close());
    int end = subject.script().size();
    closing("in the middle of the script", () -> playAndClose(subject, backend, end / 2));
    closing("at the end of the script", () -> playAndClose(subject, backend, end));
    requireNoThread(before);
  }

  private static <K, IN, OUT> void playAndClose(
      Subject<K, IN, OUT> subject, Backend backend, int end) throws Exception {
    try (Fleet<K, IN, OUT> fleet = Fleet.start(subject, backend)) {
      fleet.playTo(end);
    }
  }

  private static void closing(String when, Attempt attempt) {
    try {
      attempt.run();
    } catch (Exception e) {
      throw new AssertionError("operator could not be closed " + when + ": " + e, e);
    }
  }

  private static void requireNoThread(Set<Thread> before) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Set<String> left = newThreads(before);
    while (!left.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("threads are left after close: " + left);
      }
      LockSupport.parkNanos(POLL_NANOS);
      left = newThreads(before);
    }
  }

  private static Set<String> newThreads(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .collect(Collectors.toSet());
  }

  /** Something that may fail. */
  private interface Attempt {
    void run() throws Exception;
  }
}
