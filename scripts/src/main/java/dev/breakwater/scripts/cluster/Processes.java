package dev.breakwater.scripts.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The members of a cluster and their supervisor, started and ended together. */
final class Processes {

  private static final Duration SUPERVISOR_ENDS = Duration.ofSeconds(10);
  private static final Duration MEMBER_ENDS = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Path directory;
  private final List<Member> members;
  private final MemberFiles supervisor;

  Processes(ClusterPlan plan) {
    this.directory = plan.directory();
    this.members = members(plan);
    this.supervisor = new MemberFiles(directory, Supervisor.NAME);
  }

  List<Member> members() {
    return members;
  }

  Optional<ProcessHandle> supervisor() {
    return supervisor.process();
  }

  Path journal() {
    return supervisor.log();
  }

  /**
   * Starts the supervisor, which starts the members, so that it outlives this JVM and its shell.
   */
  void start(Distribution distribution) throws IOException {
    Files.deleteIfExists(Supervisor.stopFile(directory));
    List<String> command = new ArrayList<>(ownSession());
    command.addAll(
        List.of(
            distribution.java(),
            "-Dbreakwater.member=" + Supervisor.NAME,
            "-Xmx24m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            Supervisor.class.getName(),
            directory.toString()));
    members.forEach(member -> command.add(member.name()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", distribution.supervisor());
    Process process =
        builder
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(supervisor.log().toFile()))
            .start();
    supervisor.writePid(process.toHandle());
  }

  /**
   * Ends everything.
   *
   * @param gently with SIGTERM first, for data that is to be used again
   */
  void end(boolean gently) throws IOException {
    stopSupervisor();
    List<Member> last = new ArrayList<>(members);
    Collections.reverse(last);
    for (Member member : last) {
      if (gently && member.alive()) {
        member.thaw();
        member.terminate();
      } else {
        member.kill();
      }
    }
    for (Member member : last) {
      if (gently) {
        awaitOrKill(member);
      }
      Files.deleteIfExists(member.files().pid());
    }
  }

  /** Ends everything after a start that failed, which is what counts. */
  void endAfter(Exception failure) {
    try {
      end(false);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static void awaitOrKill(Member member) {
    try {
      member.awaitGone(MEMBER_ENDS);
    } catch (ClusterException tooSlow) {
      member.kill();
    }
  }

  private void stopSupervisor() throws IOException {
    Files.writeString(Supervisor.stopFile(directory), "");
    long deadline = System.nanoTime() + SUPERVISOR_ENDS.toNanos();
    while (supervisor().isPresent()) {
      if (System.nanoTime() - deadline > 0) {
        supervisor().ifPresent(ProcessHandle::destroyForcibly);
      }
      Pause.of(POLL, "the supervisor ends");
    }
    Files.deleteIfExists(supervisor.pid());
  }

  /**
   * A session of its own where the system has the command: no signal of the terminal gets there.
   */
  private static List<String> ownSession() {
    for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid")) {
      if (Files.isExecutable(Path.of(setsid))) {
        return List.of(setsid);
      }
    }
    return List.of("/usr/bin/nohup");
  }

  private static List<Member> members(ClusterPlan plan) {
    List<Member> members = new ArrayList<>();
    add(members, plan, Role.KAFKA, plan.kafkaNodes());
    members.add(
        new Member(
            Role.ZOOKEEPER, 1, new MemberFiles(plan.directory(), Role.ZOOKEEPER.toString())));
    add(members, plan, Role.JOBMANAGER, plan.jobManagers());
    add(members, plan, Role.TASKMANAGER, plan.taskManagers());
    for (Role role : plan.monitoring().roles()) {
      members.add(new Member(role, 1, new MemberFiles(plan.directory(), role.toString())));
    }
    return List.copyOf(members);
  }

  private static void add(List<Member> to, ClusterPlan plan, Role role, int count) {
    for (int number = 1; number <= count; number++) {
      to.add(new Member(role, number, new MemberFiles(plan.directory(), role + "-" + number)));
    }
  }
}
