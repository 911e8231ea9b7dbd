package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The plan of a cluster in its directory, which also marks the directory as a cluster's. */
final class PlanFile {

  private static final String NAME = "plan.properties";

  private PlanFile() {}

  /** Null where there is none. */
  static @Nullable ClusterPlan read(Path directory) {
    Properties file = new Properties();
    try (InputStream in = Files.newInputStream(directory.resolve(NAME))) {
      file.load(in);
    } catch (NoSuchFileException none) {
      return null;
    } catch (IOException e) {
      throw new ClusterException("cannot read " + directory.resolve(NAME) + ": " + e, e);
    }
    return new ClusterPlan(
        directory,
        number(file, "base-port"),
        number(file, "kafka-nodes"),
        number(file, "job-managers"),
        number(file, "task-managers"),
        number(file, "slots"),
        Path.of(file.getProperty("flink-conf", "")),
        prefixed(file, "flink."),
        prefixed(file, "kafka."),
        Monitoring.valueOf(file.getProperty("monitoring", Monitoring.OFF.name())));
  }

  static void write(ClusterPlan plan) throws IOException {
    Properties file = new Properties();
    file.setProperty("base-port", Integer.toString(plan.basePort()));
    file.setProperty("kafka-nodes", Integer.toString(plan.kafkaNodes()));
    file.setProperty("job-managers", Integer.toString(plan.jobManagers()));
    file.setProperty("task-managers", Integer.toString(plan.taskManagers()));
    file.setProperty("slots", Integer.toString(plan.slots()));
    file.setProperty("flink-conf", plan.flinkConf().toString());
    file.setProperty("monitoring", plan.monitoring().name());
    plan.flink().forEach((key, value) -> file.setProperty("flink." + key, value));
    plan.kafka().forEach((key, value) -> file.setProperty("kafka." + key, value));
    try (OutputStream out = Files.newOutputStream(plan.directory().resolve(NAME))) {
      file.store(out, null);
    }
  }

  private static int number(Properties file, String key) {
    String text = file.getProperty(key, "");
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new ClusterException("%s in %s must be a number, was %s".formatted(key, NAME, text), e);
    }
  }

  private static Map<String, String> prefixed(Properties file, String prefix) {
    Map<String, String> found = new TreeMap<>();
    for (String key : file.stringPropertyNames()) {
      if (key.startsWith(prefix)) {
        found.put(key.substring(prefix.length()), file.getProperty(key));
      }
    }
    return found;
  }
}
