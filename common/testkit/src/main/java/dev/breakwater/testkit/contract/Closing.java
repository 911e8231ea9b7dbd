package dev.breakwater.testkit.contract;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An operator closes whatever became of it before, and takes its threads with it. */
final class Closing {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long POLL_NANOS = 20_000_000;

  private Closing() {}

  static <K, IN, OUT> void check(Subject<K, IN, OUT> subject, Backend backend) throws Exception {
    closing("before it was opened", () -> new Subtask<>(subject, backend, 1, 0).close());
    closing("without input", () -> Fleet.start(subject, backend).close());
    int end = subject.script().size();
    closing("in the middle of the script", () -> playAndClose(subject, backend, end / 2));
    // By now, what a JVM makes once and keeps is there: all threads from here on are the
    // operator's.
    ThreadGroup threads = new ThreadGroup("contract");
    FutureTask<Boolean> last =
        new FutureTask<>(
            () -> closing("at the end of the script", () -> playAndClose(subject, backend, end)),
            true);
    new Thread(threads, last, "contract").start();
    try {
      last.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError failure) {
        throw failure;
      }
      throw e;
    }
    requireNone(threads);
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

  private static void requireNone(ThreadGroup threads) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Set<String> left = names(threads);
    while (!left.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("threads are left after close: " + left);
      }
      LockSupport.parkNanos(POLL_NANOS);
      left = names(threads);
    }
  }

  private static Set<String> names(ThreadGroup threads) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> isIn(threads, thread.getThreadGroup()))
        .map(Thread::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isIn(ThreadGroup threads, @Nullable ThreadGroup group) {
    return group != null && threads.parentOf(group);
  }

  /** Something that may fail. */
  private interface Attempt {
    void run() throws Exception;
  }
}
