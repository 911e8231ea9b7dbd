package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * One process of a local cluster, whichever process that is at the moment: after a death the
 * supervisor starts another one under the same name.
 */
public final class Member {

  private static final int SIGNAL_SECONDS = 5;
  private static final Duration GONE = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(5);

  private final Role role;
  private final int number;
  private final MemberFiles files;

  Member(Role role, int number, MemberFiles files) {
    this.role = role;
    this.number = number;
    this.files = files;
  }

  /** Like {@code kafka-1}; for TaskManagers and JobManagers also their resource id. */
  public String name() {
    return files.name();
  }

  public Role role() {
    return role;
  }

  /** Its number among those of its role, from 1; a Kafka node's id. */
  public int number() {
    return number;
  }

  /** Empty while it does not run. */
  public OptionalLong pid() {
    return files
        .process()
        .map(process -> OptionalLong.of(process.pid()))
        .orElse(OptionalLong.empty());
  }

  /** True while its process exists, frozen or not. */
  public boolean alive() {
    return files.process().isPresent();
  }

  /** When its process started, empty while it does not run. */
  public Optional<Instant> since() {
    return files.process().flatMap(process -> process.info().startInstant());
  }

  /** SIGKILL; nothing when it does not run. Returns when the process is gone. */
  public void kill() {
    files
        .process()
        .ifPresent(
            process -> {
              process.destroyForcibly();
              awaitGone(process, GONE);
            });
  }

  /** SIGTERM; nothing when it does not run. Returns at once. */
  public void terminate() {
    files.process().ifPresent(ProcessHandle::destroy);
  }

  /** SIGSTOP: it stays, keeps its connections, and does nothing. */
  public void freeze() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void thaw() {
    signal("CONT");
  }

  /** From now on the supervisor does not start it again; does not end it. */
  public void hold() {
    try {
      Files.writeString(files.hold(), "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot hold " + name(), e);
    }
  }

  /** Ends {@link #hold}; if it does not run, the supervisor starts it. */
  public void release() {
    try {
      Files.deleteIfExists(files.hold());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release " + name(), e);
    }
  }

  public boolean held() {
    return Files.exists(files.hold());
  }

  /** What it logs. */
  public Path log() {
    return files.log();
  }

  /** What it prints: why a JVM did not start, or died. */
  public Path out() {
    return files.out();
  }

  @Override
  public String toString() {
    return name();
  }

  MemberFiles files() {
    return files;
  }

  /** Waits until no process has its name; for one that was told to end. */
  void awaitGone(Duration atMost) {
    files.process().ifPresent(process -> awaitGone(process, atMost));
  }

  private void awaitGone(ProcessHandle process, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (MemberFiles.lives(process)) {
      if (System.nanoTime() - deadline > 0) {
        throw new ClusterException(
            "%s, pid %d, is not gone after %d s"
                .formatted(name(), process.pid(), atMost.toSeconds()));
      }
      Pause.of(POLL, name() + " ends");
    }
  }

  private void signal(String signal) {
    long pid =
        pid()
            .orElseThrow(
                () -> new ClusterException("%s does not run: no %s".formatted(name(), signal)));
    try {
      // A shell has kill built in; the program of that name is not everywhere.
      Process kill =
          new ProcessBuilder("/bin/sh", "-c", "kill -%s %d".formatted(signal, pid))
              .redirectErrorStream(true)
              .start();
      if (!kill.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new ClusterException("SIG%s to %s, pid %d, failed".formatted(signal, name(), pid));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot signal " + name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while %s was signalled".formatted(name()), e);
    }
  }
}
