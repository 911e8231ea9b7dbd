package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Prometheus, Alertmanager and the exporter of the machine, on what {@code conf/prometheus} has.
 */
final class MonitoringProcesses {

  private static final Pattern TIME = Pattern.compile("(?<=(interval|wait|timeout): )\\d+[sm]\\b");
  private static final Pattern FOR = Pattern.compile("(?<=for: )\\d+m\\b");
  private static final Pattern WINDOW = Pattern.compile("(?<=\\[|offset )\\d+m\\b");

  /** Of days, a look each minute: a cluster for drills is not as old as a few of these. */
  private static final Pattern DAYS = Pattern.compile("\\[\\d+d:\\d+m]");

  /** Minutes, in milliseconds. */
  private static final Pattern LATE = Pattern.compile("(?<=> )\\d{6,}\\b");

  private static final int SHORTEST_WINDOW = 10;
  private static final int SECONDS_FOR_A_MINUTE = 5;

  private final ClusterPlan plan;
  private final Ports ports;

  MonitoringProcesses(ClusterPlan plan) {
    this.plan = plan;
    this.ports = new Ports(plan.basePort());
  }

  private static Path configuration(Path cluster) {
    return cluster.resolve("conf").resolve("prometheus");
  }

  /** Writes what the process needs and says how to start it. */
  LaunchSpec prepare(Role role, MemberFiles files) throws IOException {
    Files.createDirectories(files.data());
    return new LaunchSpec(
        Map.of(),
        switch (role) {
          case PROMETHEUS -> prometheus(files);
          case ALERTMANAGER -> alertmanager(files);
          case NODE_EXPORTER -> nodeExporter();
          default -> throw new IllegalArgumentException(role + " watches nothing");
        });
  }

  private List<String> prometheus(MemberFiles files) throws IOException {
    Path conf = configuration(plan.directory());
    writeConfiguration(conf);
    return List.of(
        program(MonitoringPrograms.PROMETHEUS),
        "--config.file=" + conf.resolve("prometheus.yml"),
        "--storage.tsdb.path=" + files.data(),
        "--storage.tsdb.retention.time=1d",
        "--web.listen-address=" + address(ports.prometheus()));
  }

  private List<String> alertmanager(MemberFiles files) {
    return List.of(
        program(MonitoringPrograms.ALERTMANAGER),
        "--config.file=" + configuration(plan.directory()).resolve("alertmanager.yml"),
        "--storage.path=" + files.data(),
        // No second one to talk to.
        "--cluster.listen-address=",
        "--web.listen-address=" + address(ports.alertmanager()));
  }

  private List<String> nodeExporter() {
    return List.of(
        program(MonitoringPrograms.NODE_EXPORTER),
        "--collector.disable-defaults",
        "--collector.filesystem",
        "--web.listen-address=" + address(ports.nodeExporter()));
  }

  private void writeConfiguration(Path conf) throws IOException {
    Path shipped = Distribution.root().resolve("conf/prometheus");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".yml")).toList()) {
        Path copy = conf.resolve(shipped.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        String text = Files.readString(file);
        Files.writeString(copy, plan.monitoring() == Monitoring.QUICK ? quick(text) : text);
      }
    }
    Path targets = Files.createDirectories(conf.resolve("targets"));
    List<Integer> flink = new ArrayList<>(metrics(Role.JOBMANAGER, plan.jobManagers()));
    flink.addAll(metrics(Role.TASKMANAGER, plan.taskManagers()));
    writeTargets(targets.resolve("flink.json"), flink);
    writeTargets(targets.resolve("kafka.json"), metrics(Role.KAFKA, plan.kafkaNodes()));
    writeTargets(targets.resolve("node.json"), List.of(ports.nodeExporter()));
    writeTargets(targets.resolve("alertmanager.json"), List.of(ports.alertmanager()));
  }

  private List<Integer> metrics(Role role, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> ports.metrics(role, number)).toList();
  }

  /** The same in seconds: see {@link Monitoring#QUICK}. */
  static String quick(String text) {
    String looks = TIME.matcher(text).replaceAll("1s");
    String soon = FOR.matcher(looks).replaceAll("3s");
    String windows = WINDOW.matcher(soon).replaceAll(minutes -> window(minutes.group()));
    String days = DAYS.matcher(windows).replaceAll("[1h:1s]");
    return LATE.matcher(days).replaceAll(late -> Long.toString(Long.parseLong(late.group()) / 60));
  }

  /** Long enough for what happens a few times within minutes to happen a few times within it. */
  private static String window(String minutes) {
    int number = Integer.parseInt(minutes.substring(0, minutes.length() - 1));
    return Math.max(SHORTEST_WINDOW, SECONDS_FOR_A_MINUTE * number) + "s";
  }

  private static void writeTargets(Path file, List<Integer> targets) throws IOException {
    List<String> addresses = targets.stream().map(port -> '"' + address(port) + '"').toList();
    Files.writeString(file, "[{\"targets\": [%s]}]%n".formatted(String.join(", ", addresses)));
  }

  private static String address(int port) {
    return Ports.HOST + ":" + port;
  }

  private static String program(MonitoringPrograms program) {
    return program
        .find()
        .orElseThrow(
            () ->
                new ClusterException(
                    "not installed: %s (Debian packages)"
                        .formatted(String.join(", ", MonitoringPrograms.missing()))))
        .toString();
  }
}
