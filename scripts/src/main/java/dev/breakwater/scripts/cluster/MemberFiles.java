package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of one process in the cluster's directory. */
record MemberFiles(Path directory, String name) {

  // Between the start of a process and its pid file; a process of another time is another's.
  private static final Duration SAME_START = Duration.ofSeconds(10);

  /** What the process is, by its name. */
  Role role() {
    return Stream.of(Role.values())
        .filter(role -> name.equals(role.toString()) || name.startsWith(role + "-"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no process is named " + name));
  }

  Path pid() {
    return directory.resolve(name + ".pid");
  }

  /** What it logs. */
  Path log() {
    return directory.resolve(name + ".log");
  }

  /** What it prints, mostly nothing but a reason why it did not start. */
  Path out() {
    return directory.resolve(name + ".out");
  }

  /** While it exists, the supervisor does not start the process. */
  Path hold() {
    return directory.resolve(name + ".hold");
  }

  /** How to start it. */
  Path command() {
    return directory.resolve(name + ".command");
  }

  /** Its data, deleted with the cluster. */
  Path data() {
    return directory.resolve("data").resolve(name);
  }

  Path temporary() {
    return directory.resolve("tmp").resolve(name);
  }

  void writePid(ProcessHandle process) throws IOException {
    Path draft = directory.resolve(name + ".pid.new");
    Files.writeString(draft, process.pid() + "\n");
    Files.move(draft, pid(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The process, if it is alive and not another one that got its number. */
  Optional<ProcessHandle> process() {
    try {
      long number = Long.parseLong(Files.readString(pid()).trim());
      Instant written = Files.getLastModifiedTime(pid()).toInstant();
      return ProcessHandle.of(number)
          .filter(MemberFiles::lives)
          .filter(handle -> startedAt(handle, written));
    } catch (NoSuchFileException | NumberFormatException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + pid(), e);
    }
  }

  /** True until it has ended, even if nobody has asked for its status: that may take seconds. */
  static boolean lives(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static boolean startedAt(ProcessHandle handle, Instant about) {
    return handle
        .info()
        .startInstant()
        .map(start -> Duration.between(start, about).abs().compareTo(SAME_START) <= 0)
        .orElse(false);
  }
}
