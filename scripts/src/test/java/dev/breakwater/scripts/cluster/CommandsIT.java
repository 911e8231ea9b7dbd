package dev.breakwater.scripts.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.jobs.Jobs;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.scripts.doctor.DoctorCommand;
import dev.breakwater.scripts.submit.SavepointCommand;
import dev.breakwater.scripts.submit.SubmitCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code cluster}, {@code submit} and {@code savepoint} as somebody uses them, one after the other
 * on one small cluster, each in a JVM of its own.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class CommandsIT {

  private static final String INSTANCE = "flights-ingest.r01";
  private static final String CONFIG =
      Distribution.root().resolve("conf/jobs/ingest.yaml").toString();

  @TempDir static Path temporary;

  private static String directory = "";
  private static String basePort = "";
  private static Traffic traffic = new Traffic("");

  @BeforeAll
  static void up() throws Exception {
    directory = temporary.resolve("cluster").toString();
    basePort = Integer.toString(freeBase());
    Program up = up(directory);
    assertThat(up.code()).as("%s", up).isZero();
    traffic = new Traffic(opened().bootstrapServers());
    Program topics =
        cluster("topics", "flights.raw", "flights.clean", "flights.dead", "--directory", directory);
    assertThat(topics.text()).contains("flights.raw", "flights.clean", "flights.dead");
  }

  @AfterAll
  static void down() throws Exception {
    Program down = cluster("down", "--directory", directory);
    assertThat(down.code()).as("%s", down).isZero();
    assertThat(Path.of(directory)).doesNotExist();
  }

  @Test
  @Order(1)
  void submitsNothingUntilAStateIsSaid() throws Exception {
    Program unsaid = submit();
    assertThat(unsaid.code()).isEqualTo(2);
    assertThat(unsaid.text())
        .contains("say from which state: --from latest, --from PATH, or --fresh")
        .contains("there is no state of " + INSTANCE);
    assertThat(submit("--from", "latest").text()).contains("finds no state of " + INSTANCE);
  }

  @Test
  @Order(2)
  void refusesASecondCopyOfWhatRuns() throws Exception {
    Program first = submit("--fresh");
    assertThat(first.code()).as("%s", first).isZero();
    Program second = submit("--fresh");
    assertThat(second.code()).isEqualTo(2);
    assertThat(second.text())
        .contains(INSTANCE + " is RUNNING already", "scripts/savepoint stop " + INSTANCE);
    traffic.send(0, 100);
    assertThat(traffic.awaitIdentities(100)).isEqualTo(once(100));
  }

  @Test
  @Order(3)
  void doctorReadsTheRunningCluster() throws Exception {
    LocalCluster cluster = opened();
    Program doctor =
        Program.run(
            DoctorCommand.class.getName(),
            Map.of("BREAKWATER_BOOTSTRAP_SERVERS", cluster.bootstrapServers()),
            "ingest",
            "--config",
            CONFIG,
            "--flink",
            cluster.rest().toString());
    assertThat(doctor.text()).contains("(standalone)", "checkpoint-age").doesNotContain("unknown:");
  }

  @Test
  @Order(4)
  void goesOnFromTheLatestStateAtAnotherParallelism() throws Exception {
    Program stopped = savepoint("stop", INSTANCE);
    assertThat(stopped.code()).as("%s", stopped).isZero();
    String path = lastLine(stopped);
    assertThat(savepoint("list", INSTANCE).text()).contains("savepoint   " + path);
    assertThat(submit().text()).contains("newest first", path);
    Program resumed = submit("--from", "latest", "--parallelism", "2");
    assertThat(resumed.code()).as("%s", resumed).isZero();
    assertThat(resumed.text()).contains(INSTANCE + " from " + path);
    traffic.send(0, 101);
    assertThat(traffic.awaitIdentities(101)).isEqualTo(once(101));
    Program disposed = savepoint("dispose", path);
    assertThat(disposed.code()).as("%s", disposed).isZero();
    assertThat(savepoint("list", INSTANCE).text()).doesNotContain(path).contains("checkpoint  ");
  }

  @Test
  @Order(5)
  void runsTheCommandLineOfAnotherDistribution() throws Exception {
    Path said = temporary.resolve("said");
    Path flink = Files.createDirectories(temporary.resolve("flink/bin")).resolve("flink");
    Files.writeString(
        flink,
        "#!/bin/sh\nprintf '%%s\\n' \"$@\" >'%s'\necho 'Job has been submitted with JobID %s'\n"
            .formatted(said, "0123456789abcdef".repeat(2)));
    assertThat(flink.toFile().setExecutable(true)).isTrue();
    String rest = opened().rest().toString();
    Program submitted =
        Program.run(
            SubmitCommand.class.getName(),
            Map.of("FLINK_HOME", temporary.resolve("flink").toString()),
            "ingest",
            "--config",
            CONFIG,
            "--rest",
            rest,
            "--from",
            "/states/chk-7",
            "--wait",
            "0",
            "--parallelism",
            "3",
            "--lib",
            flink.toString(),
            "--",
            "--job.instance",
            "other.r01");
    assertThat(submitted.code()).as("%s", submitted).isZero();
    assertThat(Files.readAllLines(said))
        .startsWith("run", "-d", "-p", "3", "-s", "/states/chk-7", "-C", flink.toUri().toString())
        .contains("-Dexecution.target=remote", "-Drest.port=" + opened().rest().getPort())
        .anyMatch(word -> word.matches("-Dexecution.checkpointing.dir=.*/other.r01"))
        .endsWith("ingest", "--config", CONFIG, "--job.instance", "other.r01");
  }

  @Test
  @Order(6)
  void startsOneClusterInADirectoryAtATime() throws Exception {
    try (Claim claim = Claim.of(Path.of(directory))) {
      Program refused = up(directory);
      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.text()).contains("a cluster is being started in " + directory);
    }
    Path other = Files.createDirectories(temporary.resolve("other"));
    Files.writeString(other.resolve("mine"), "");
    assertThat(up(other.toString()).text()).contains("must be new, empty, or a cluster's");
    assertThat(other).isDirectoryContaining(file -> file.endsWith("mine")).isNotEmptyDirectory();
    assertThat(other.toFile().list()).containsExactly("mine");
  }

  @Test
  @Order(7)
  void startsAnotherSupervisorThatTakesOver() throws Exception {
    Map<String, OptionalLong> before = pids();
    ProcessHandle supervisor = opened().supervisor().orElseThrow();
    supervisor.destroyForcibly();
    supervisor.onExit().get();
    Program status = cluster("status", "--directory", directory);
    assertThat(status.code()).isEqualTo(1);
    assertThat(status.text()).contains("not supervised");
    assertThat(up(directory).code()).isZero();
    assertThat(pids()).isEqualTo(before);
    opened().member("taskmanager-1").kill();
    Program up = up(directory);
    assertThat(up.code()).as("%s", up).isZero();
    assertThat(pids()).isNotEqualTo(before);
  }

  @Test
  @Order(8)
  void goesOnWithItsDataAfterItWasDown() throws Exception {
    assertThat(cluster("down", "--keep", "--directory", directory).code()).isZero();
    assertThat(opened().members()).noneMatch(Member::alive);
    Program up = up(directory);
    assertThat(up.code()).as("%s", up).isZero();
    traffic.send(0, 102);
    assertThat(traffic.awaitIdentities(102)).as("the job was there again").isEqualTo(once(102));
  }

  @Test
  @Order(9)
  @Tag("prometheus")
  void prometheusHasDataForEveryPanelAboutTheJob() {
    List<String> ofTheJob =
        Stream.concat(
                Stream.of(
                    "flink_jobmanager",
                    "job:running",
                    "job:checkpoints",
                    "job:source",
                    "job:events",
                    "job:dead_letters",
                    "_task_busyTime",
                    "currentEmitEventTimeLag"),
                Jobs.metrics("ingest").stream().map(Metric::reported))
            .toList();
    Awaitility.await("all panels")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertThat(cluster("panels", "--directory", directory).text())
                    .contains(" expressions, ")
                    .doesNotContain(ofTheJob));
  }

  @Test
  @Order(10)
  @EnabledOnOs(OS.LINUX)
  void listensOnLoopbackOnly() throws IOException {
    List<String> listening = new ArrayList<>();
    for (Member member : opened().members()) {
      listening.addAll(Listening.of(member.pid().orElseThrow()));
    }
    assertThat(listening).hasSizeGreaterThan(opened().members().size());
    assertThat(listening).allMatch(Listening::isLoopback);
  }

  private static Program up(String where) throws IOException, InterruptedException {
    return cluster(
        "up",
        "--directory",
        where,
        "--base-port",
        basePort,
        "--kafka-nodes",
        "1",
        "--job-managers",
        "1",
        "--task-managers",
        "1",
        "--slots",
        "2");
  }

  private static Program cluster(String... arguments) throws IOException, InterruptedException {
    return Program.run(ClusterCommand.class.getName(), Map.of(), arguments);
  }

  private static Program submit(String... more) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("ingest", "--config", CONFIG));
    all.addAll(List.of("--directory", directory));
    all.addAll(List.of(more));
    return Program.run(SubmitCommand.class.getName(), Map.of(), all.toArray(String[]::new));
  }

  private static Program savepoint(String command, String argument)
      throws IOException, InterruptedException {
    return Program.run(
        SavepointCommand.class.getName(), Map.of(), command, argument, "--directory", directory);
  }

  private static LocalCluster opened() {
    return LocalCluster.open(Path.of(directory));
  }

  private static Map<String, OptionalLong> pids() {
    Map<String, OptionalLong> pids = new HashMap<>();
    opened().members().forEach(member -> pids.put(member.name(), member.pid()));
    return pids;
  }

  private static String lastLine(Program program) {
    return program.text().lines().reduce("", (before, line) -> line);
  }

  private static Map<String, Integer> once(int identities) {
    Map<String, Integer> once = new HashMap<>();
    IntStream.range(0, identities).forEach(number -> once.put("f" + number, 1));
    return once;
  }

  /** Whose ports nobody has at the moment, by tens as the members take them. */
  private static int freeBase() {
    int first = 22_000 + (int) (ProcessHandle.current().pid() % 90) * 100;
    return IntStream.iterate(first, base -> base < 32_500, base -> base + 100)
        .filter(base -> IntStream.range(base, base + 100).allMatch(Ports::isFree))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no hundred free ports"));
  }
}
