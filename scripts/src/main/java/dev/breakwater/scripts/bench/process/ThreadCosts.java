package dev.breakwater.scripts.bench.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The CPU time of this process by group of threads, native ones (RocksDB, JIT, GC) included.
 *
 * <p>Reads Linux's {@code /proc/self/task} once a second, so that a thread that ended counts with
 * what it had used by then, and takes the full names of Java's threads from a thread dump, because
 * the kernel knows 15 characters only. On other systems there are no groups.
 */
public final class ThreadCosts {

  private static final Path TASKS = Path.of("/proc/self/task");
  private static final long PERIOD_MILLIS = 1_000;

  /** Fields of a task's stat file, counted from the one behind the name. */
  private static final int USER_TIME = 11;

  private static final int SYSTEM_TIME = 12;

  /** Linux counts in hundredths of a second on every usual machine. */
  private static final long NANOS_PER_TICK = 10_000_000;

  private static final Pattern DUMPED =
      Pattern.compile("^\"(.*)\" .*nid=(0x[0-9a-f]+|\\d+) ", Pattern.MULTILINE);

  private final Map<Long, String> names = new ConcurrentHashMap<>();
  private final Map<Long, Long> ticks = new ConcurrentHashMap<>();

  private ThreadCosts() {}

  /** Starts to watch; one daemon thread. */
  public static ThreadCosts sampling() {
    ThreadCosts costs = new ThreadCosts();
    RowProcess.start(
        "thread-costs",
        () -> {
          while (true) {
            costs.sample();
            Thread.sleep(PERIOD_MILLIS);
          }
        });
    return costs;
  }

  /** Nanoseconds by group, up to now. */
  public Map<String, Long> byGroup() {
    try {
      sample();
    } catch (IOException | JMException e) {
      return Map.of("unknown: " + e, 0L);
    }
    Map<String, Long> groups = new TreeMap<>();
    ticks.forEach(
        (thread, used) ->
            groups.merge(group(names.getOrDefault(thread, "?")), used * NANOS_PER_TICK, Long::sum));
    return groups;
  }

  private synchronized void sample() throws IOException, JMException {
    if (!Files.isDirectory(TASKS)) {
      return;
    }
    boolean unknown = false;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        unknown |= sample(task);
      }
    }
    if (unknown) {
      names.putAll(javaNames());
    }
  }

  /** True for a thread that was not there before. */
  private boolean sample(Path task) throws IOException {
    try {
      long thread = Long.parseLong(task.getFileName().toString());
      String stat = Files.readString(task.resolve("stat"), StandardCharsets.UTF_8);
      int close = stat.lastIndexOf(')');
      String[] fields = stat.substring(close + 2).split(" ", -1);
      names.putIfAbsent(thread, stat.substring(stat.indexOf('(') + 1, close));
      Long used = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
      return ticks.put(thread, used) == null;
    } catch (NoSuchFileException ended) {
      return false;
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("No such process")) {
        return false;
      }
      throw e;
    }
  }

  private static Map<Long, String> javaNames() throws JMException {
    String dump =
        (String)
            ManagementFactory.getPlatformMBeanServer()
                .invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "threadPrint",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
    Map<Long, String> names = new HashMap<>();
    Matcher matcher = DUMPED.matcher(dump);
    while (matcher.find()) {
      names.put(Long.decode(matcher.group(2)), matcher.group(1));
    }
    return names;
  }

  static String group(String name) {
    for (Group group : Group.values()) {
      Matcher matcher = group.pattern.matcher(name);
      if (matcher.find()) {
        return matcher.groupCount() == 0 ? group.text : group.text + ": " + matcher.group(1);
      }
    }
    return "other: " + name.replaceAll("[-#. ]*\\d+", "");
  }

  private enum Group {
    FETCHER("^Source Data Fetcher", "source fetcher"),
    TASK("^(.*) \\(\\d+/\\d+\\)#\\d+$", "task"),
    COPY("^copy-\\d", "copy loop"),
    PRODUCER("^kafka-producer-network", "producer I/O"),
    COMPACTION("^rocksdb:low", "RocksDB compaction"),
    FLUSH("^rocksdb:high", "RocksDB flush"),
    JIT("^C[12] Compiler|^Sweeper", "JIT"),
    GC("^GC |^G1 |^VM |^Monitor Deflation|^Reference Handler", "GC and VM"),
    CHECKPOINT("^AsyncOperations|^Checkpoint |jobmanager-io|cluster-io", "checkpoint I/O"),
    NETTY("^Flink Netty", "network"),
    CONTROL("^flink-(pekko|metrics|rest|scheduler)|^mini-cluster|^jobmanager", "Flink control"),
    PROFILE("^thread-costs", "this profile");

    private final Pattern pattern;
    private final String text;

    Group(String pattern, String text) {
      this.pattern = Pattern.compile(pattern);
      this.text = text;
    }
  }
}
