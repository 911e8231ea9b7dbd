package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One process under the supervisor: started, and started again when it is gone. */
final class Watched {

  private static final Duration FIRST_DELAY = Duration.ofMillis(200);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);
  private static final Duration LIVED_LONG = Duration.ofSeconds(10);

  private final MemberFiles files;
  private final Consumer<String> journal;
  private @Nullable ProcessHandle handle;
  private @Nullable Process child;
  private Duration delay = FIRST_DELAY;
  private boolean died;
  private long startedNanos;
  private long goneNanos;
  private long notBeforeNanos;

  Watched(MemberFiles files, Consumer<String> journal, long nowNanos) {
    this.files = files;
    this.journal = journal;
    this.notBeforeNanos = nowNanos;
    this.startedNanos = nowNanos;
    files.process().ifPresent(this::adopt);
  }

  Role role() {
    return files.role();
  }

  boolean lives() {
    return handle != null && lives(handle);
  }

  /**
   * Looks after it once.
   *
   * @param rest how long it stays dead at least when it has died
   */
  void step(long nowNanos, Duration rest) {
    if (lives()) {
      return;
    }
    if (handle != null) {
      gone(nowNanos);
    }
    boolean rests = died && nowNanos - goneNanos < rest.toNanos();
    if (rests || nowNanos - notBeforeNanos < 0 || Files.exists(files.hold())) {
      return;
    }
    try {
      start(nowNanos);
    } catch (IOException e) {
      journal.accept(files.name() + " cannot be started: " + e);
      later(nowNanos);
    }
  }

  private boolean lives(ProcessHandle process) {
    // This JVM asks for the status of its own children, whoever has to for others.
    return child == null ? MemberFiles.lives(process) : child.isAlive();
  }

  private void adopt(ProcessHandle running) {
    handle = running;
    journal.accept("%s found running, pid %d".formatted(files.name(), running.pid()));
  }

  private void gone(long nowNanos) {
    Duration lived = Duration.ofNanos(nowNanos - startedNanos);
    journal.accept(
        "%s exited, status %s, lived %.1f s"
            .formatted(
                files.name(),
                child == null ? "unknown" : child.exitValue(),
                lived.toMillis() / 1000.0));
    handle = null;
    child = null;
    died = true;
    goneNanos = nowNanos;
    if (lived.compareTo(LIVED_LONG) >= 0) {
      delay = FIRST_DELAY;
    }
    later(nowNanos);
  }

  private void later(long nowNanos) {
    notBeforeNanos = nowNanos + delay.toNanos();
    Duration next = delay.multipliedBy(2);
    delay = next.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : next;
  }

  private void start(long nowNanos) throws IOException {
    Process started =
        LaunchSpec.read(files.command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(files.out().toFile()))
            .start();
    child = started;
    handle = started.toHandle();
    startedNanos = nowNanos;
    files.writePid(started.toHandle());
    journal.accept("%s started, pid %d".formatted(files.name(), started.pid()));
  }
}
