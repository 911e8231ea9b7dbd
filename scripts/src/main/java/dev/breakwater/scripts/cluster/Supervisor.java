package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The process that starts the others and starts them again when they die, at first at once, then
 * more slowly. A supervisor that is started later takes over what runs.
 *
 * <p>While another JobManager or TaskManager lives, one that died waits for some seconds: what it
 * did is moving to the others at that moment, on the same processors.
 *
 * <p>It ends when the stop file is there, and leaves the processes alone: whoever wrote the file
 * takes them down.
 */
final class Supervisor {

  static final String NAME = "supervisor";

  private static final Duration PERIOD = Duration.ofMillis(50);

  /** About as long as the others need to take over. */
  private static final Map<Role, Duration> RELIEVED =
      Map.of(Role.JOBMANAGER, Duration.ofSeconds(15), Role.TASKMANAGER, Duration.ofSeconds(4));

  private Supervisor() {}

  /** With the cluster's directory and the names of its processes. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path directory = Path.of(args[0]);
    PrintStream journal = System.out;
    List<Watched> watched = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      watched.add(
          new Watched(
              new MemberFiles(directory, args[i]), line -> say(journal, line), System.nanoTime()));
    }
    Path stop = stopFile(directory);
    while (!Files.exists(stop)) {
      for (Watched one : watched) {
        one.step(System.nanoTime(), rest(one, watched));
      }
      Thread.sleep(PERIOD.toMillis());
    }
    say(journal, "stopped");
  }

  /** How long one that died stays dead at least. */
  private static Duration rest(Watched one, List<Watched> all) {
    boolean relieved =
        all.stream().anyMatch(other -> other != one && other.role() == one.role() && other.lives());
    return relieved ? RELIEVED.getOrDefault(one.role(), Duration.ZERO) : Duration.ZERO;
  }

  static Path stopFile(Path directory) {
    return directory.resolve("supervisor.stop");
  }

  private static void say(PrintStream journal, String line) {
    journal.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
    journal.flush();
  }
}
