package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.ClusterException;
import dev.breakwater.scripts.cluster.ClusterPlan;
import dev.breakwater.scripts.cluster.LocalCluster;
import dev.breakwater.scripts.cluster.Monitoring;
import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.scripts.rest.FlinkRestException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scripts/drill}. */
@Command(
    name = "drill",
    customSynopsis = "scripts/drill [NAME...] [OPTIONS]",
    description = {
      "Breaks a real cluster of separate processes on purpose, under load, and proves by an"
          + " independent reader that nothing was lost, doubled, altered or reordered, and that"
          + " the output went on.",
      "Without a NAME: all of them whose servers are here. Brings a cluster up and takes it down"
          + " again, one for all drills that need the same processes (with --small: one for all).",
      ""
    },
    footer = {
      "",
      "Writes DIR/drills.json and DIR/index.html after every round.",
      "Exit codes: 0 every round passed, 1 one did not, 2 usage or the cluster does not work."
    })
public final class DrillCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(DrillCommand.class);
  private static final int FAILED = 1;
  private static final int UNUSABLE = 2;

  /** Flink hands metrics on every 10 s only, which is long for who looks at a breaker. */
  private static final Map<String, String> METRICS =
      Map.of("metrics.fetcher.update-interval", "1 s");

  private final PrintStream out;
  private final PrintStream errors;

  @Parameters(paramLabel = "NAME", description = "drills to run, see --list")
  private List<String> names = new ArrayList<>();

  @Option(names = "--list", description = "print all drills and leave")
  private boolean list;

  @Option(
      names = "--connectors",
      hidden = true,
      description = "print the modules of the connectors that the drills need, and leave")
  private boolean connectors;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description = "how often each is run (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "same seed, same victims and records (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description = "records a second (default: ${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "5",
      description =
          "how long a round of 'random' or 'audit-quiet' goes on (default: ${DEFAULT-VALUE})")
  private int minutes;

  @Option(
      names = "--behind",
      paramLabel = "S",
      defaultValue = "30",
      description =
          "seconds that the replica of 'replica-lags' is away (default: ${DEFAULT-VALUE})")
  private int behind;

  @Option(
      names = "--baseline",
      description = "taskmanager-kill and jobmanager-kill with Flink's default settings")
  private boolean baseline;

  @Option(
      names = "--small",
      description = "one Kafka node and one JobManager only: for small machines and CI")
  private boolean small;

  @Option(
      names = "--alerts",
      description =
          "with Prometheus and Alertmanager, and rules in seconds instead of minutes: the alerts of"
              + " each drill must fire and be over again")
  private boolean alerts;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "where to write (default: scripts/target/drill-report)")
  private @Nullable Path report;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "of the cluster, must be new or empty (default: target/drill-cluster)")
  private @Nullable Path directory;

  @Option(
      names = "--base-port",
      paramLabel = "PORT",
      defaultValue = "20000",
      description = "first of the cluster's ports, on loopback (default: ${DEFAULT-VALUE})")
  private int basePort;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this and leave")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  private DrillCommand(PrintStream out, PrintStream errors) {
    this.out = out;
    this.errors = errors;
  }

  public static void main(String[] args) {
    System.exit(execute(System.out, System.err, args));
  }

  /** What the command line does, as its exit code. */
  static int execute(PrintStream out, PrintStream errors, String... args) {
    return new CommandLine(new DrillCommand(out, errors))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(errors, true, StandardCharsets.UTF_8))
        .execute(args);
  }

  @Override
  public Integer call() {
    try {
      requireSense();
      Drills drills = new Drills(Duration.ofMinutes(minutes), Duration.ofSeconds(behind));
      if (list) {
        drills.all().forEach(each -> out.printf("%-24s %s%n", each.name(), each.summary()));
        return 0;
      }
      Choice choice = Choice.of(drills, names.isEmpty() && baseline ? Drills.baseline() : names);
      if (connectors) {
        choice.connectors().forEach(out::println);
        return 0;
      }
      return drill(choice);
    } catch (DrillException | FlinkRestException | ClusterException | IOException e) {
      LOG.error("drill failed", e);
      errors.println("error: " + e.getMessage());
      return UNUSABLE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNUSABLE;
    }
  }

  private int drill(Choice choice) throws InterruptedException, IOException {
    Say say = new Say(out);
    choice.leftOut().forEach(each -> say.line("left out: " + each));
    Path target = report == null ? root().resolve("scripts/target/drill-report") : report;
    Campaign campaign = new Campaign(rounds, seed, rate, target.toAbsolutePath());
    for (Map.Entry<Shape, List<Drill>> group : Shape.groups(choice.drills(), small).entrySet()) {
      drill(campaign, group.getKey(), group.getValue(), say);
    }
    campaign.medians().forEach(out::println);
    choice.leftOut().forEach(each -> out.println("LEFT OUT: " + each));
    out.println("report " + target.resolve("index.html"));
    out.println(campaign.passed() ? "every round passed" : "NOT EVERY ROUND PASSED");
    return campaign.passed() ? 0 : FAILED;
  }

  private void drill(Campaign campaign, Shape shape, List<Drill> drills, Say say)
      throws InterruptedException, IOException {
    say.line(
        "starting a cluster with %d TaskManagers of %d slots"
            .formatted(shape.taskManagers(), shape.slots()));
    ClusterPlan plan = plan(shape);
    // Ctrl-C and SIGTERM too must leave nothing behind.
    Thread end = new Thread(() -> takeDown(plan.directory()), "drill-end");
    Runtime.getRuntime().addShutdownHook(end);
    try (LocalCluster cluster = LocalCluster.up(plan, line -> say.line("  " + line));
        KafkaView kafka = new KafkaView(cluster.bootstrapServers(), cluster.plan().kafkaNodes())) {
      FlinkRest flink = FlinkRest.of(cluster.restAddresses());
      String configuration = baseline ? Campaign.DEFAULTS : Campaign.SHIPPED;
      campaign.run(new Ground(cluster, flink, kafka, configuration, say), drills);
    }
    Runtime.getRuntime().removeShutdownHook(end);
  }

  private static void takeDown(Path directory) {
    if (LocalCluster.exists(directory)) {
      LocalCluster.open(directory).down();
    }
  }

  /** TaskManagers with the slots to do the work of one that is gone. */
  private ClusterPlan plan(Shape shape) {
    Path place = directory == null ? root().resolve("target/drill-cluster") : directory;
    Path shipped = root().resolve("conf/flink");
    ClusterPlan plan =
        ClusterPlan.standard(place, baseline ? Baseline.write(place, shipped) : shipped);
    plan = plan.withBasePort(basePort).withFlink(METRICS).withKafka(shape.kafka());
    plan =
        plan.withFlinkProcesses(
            small ? 1 : plan.jobManagers(), shape.taskManagers(), shape.slots());
    plan = plan.withMonitoring(alerts ? Monitoring.QUICK : Monitoring.OFF);
    return small ? plan.withKafkaNodes(1) : plan;
  }

  private void requireSense() {
    requirePositive("--rounds", rounds);
    requirePositive("--rate", rate);
    requirePositive("--minutes", minutes);
    requirePositive("--behind", behind);
  }

  private static void requirePositive(String option, int value) {
    if (value < 1) {
      throw new DrillException("%s must be positive, was %d".formatted(option, value));
    }
  }

  private static Path root() {
    return JobUnderTest.root();
  }
}
