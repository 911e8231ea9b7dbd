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
import org.jspecify.annotations.Nullable;

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

  /** Linux counts in hundredths of a second on every usual machine. */
  private static final long NANOS_PER_TICK = 10_000_000;

  private static final Pattern DUMPED =
      Pattern.compile("^\"(.*)\" .*nid=(0x[0-9a-f]+|\\d+) ", Pattern.MULTILINE);

  private final Map<Long, Cost> costs = new ConcurrentHashMap<>();

  private record Cost(String name, long ticks) {}

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
    costs
        .values()
        .forEach(c -> groups.merge(group(c.name()), c.ticks() * NANOS_PER_TICK, Long::sum));
    return groups;
  }

  private synchronized void sample() throws IOException, JMException {
    if (!Files.isDirectory(TASKS)) {
      return;
    }
    Map<Long, Cost> now = new HashMap<>();
    boolean unnamed = false;
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        Cost cost = read(task);
        if (cost != null) {
          long id = Long.parseLong(task.getFileName().toString());
          now.put(id, cost);
          unnamed |= !costs.containsKey(id);
        }
      }
    }
    Map<Long, String> names = unnamed ? names() : Map.of();
    now.forEach((id, cost) -> costs.merge(id, named(cost, names.get(id)), ThreadCosts::newer));
  }

  private static Cost named(Cost cost, @Nullable String name) {
    return name == null ? cost : new Cost(name, cost.ticks());
  }

  /** A full name, once known, stays. */
  private static Cost newer(Cost before, Cost now) {
    return new Cost(
        before.name().length() > now.name().length() ? before.name() : now.name(), now.ticks());
  }

  private static @Nullable Cost read(Path task) throws IOException {
    try {
      String stat = Files.readString(task.resolve("stat"), StandardCharsets.UTF_8);
      int open = stat.indexOf('(');
      int close = stat.lastIndexOf(')');
      String[] fields = stat.substring(close + 2).split(" ");
      return new Cost(
          stat.substring(open + 1, close), Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
    } catch (NoSuchFileException ended) {
      return null;
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("No such process")) {
        return null;
      }
      throw e;
    }
  }

  private static Map<Long, String> names() throws JMException {
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
