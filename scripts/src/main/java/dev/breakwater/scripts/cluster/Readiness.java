package dev.breakwater.scripts.cluster;

import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.scripts.rest.FlinkRestException;
import dev.breakwater.scripts.rest.TaskManager;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;

/** When each member can do its work, as the others see it; and why one cannot. */
final class Readiness {

  /** Those that are ready once they listen. */
  private static final Set<Role> ANSWERING =
      Set.of(Role.ZOOKEEPER, Role.NODE_EXPORTER, Role.ALERTMANAGER, Role.PROMETHEUS);

  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final Duration POLL = Duration.ofMillis(150);
  private static final int DEATHS = 3;
  private static final int TAIL = 25;
  private static final int KAFKA_MILLIS = 3_000;

  private final ClusterPlan plan;
  private final Ports ports;
  private final List<Member> members;
  private final Map<String, Integer> deathsBefore;
  private final Journal journal;

  Readiness(ClusterPlan plan, Processes processes) {
    this.plan = plan;
    this.ports = new Ports(plan.basePort());
    this.members = processes.members();
    this.journal = new Journal(processes.journal());
    this.deathsBefore = journal.deaths();
  }

  /** Returns when all members are ready, saying each as it comes. */
  void await(Consumer<String> progress) {
    long start = System.nanoTime();
    Set<Member> waiting = new HashSet<>(members);
    while (!waiting.isEmpty()) {
      Set<String> ready = ready(waiting);
      for (Member member : members) {
        if (ready.contains(member.name()) && waiting.remove(member)) {
          progress.accept(line(member, Duration.ofNanos(System.nanoTime() - start)));
        }
      }
      requireLife(waiting);
      if (Duration.ofNanos(System.nanoTime() - start).compareTo(AT_MOST) > 0) {
        throw new ClusterException(
            "not ready after %d s: %s%s"
                .formatted(AT_MOST.toSeconds(), waiting, end(waiting.iterator().next())));
      }
      if (!waiting.isEmpty()) {
        Pause.of(POLL, "the cluster is ready");
      }
    }
  }

  /** Names of the members that work, of those asked for. */
  Set<String> ready(Set<Member> of) {
    Set<String> ready = new HashSet<>();
    if (of.stream().anyMatch(member -> member.role() == Role.KAFKA)) {
      ready.addAll(brokers());
    }
    if (of.stream().anyMatch(member -> member.role() == Role.TASKMANAGER)) {
      ready.addAll(taskManagers());
    }
    for (Member member : of) {
      if (ANSWERING.contains(member.role())
          && Ports.answers(ports.of(member.role(), member.number()).get(0))) {
        ready.add(member.name());
      }
      if (member.role() == Role.JOBMANAGER && leads(List.of(rest(member.number())))) {
        ready.add(member.name());
      }
    }
    return ready;
  }

  List<URI> rest() {
    List<URI> addresses = new ArrayList<>();
    for (int number = 1; number <= plan.jobManagers(); number++) {
      addresses.add(rest(number));
    }
    return addresses;
  }

  private URI rest(int number) {
    return URI.create("http://%s:%d".formatted(Ports.HOST, ports.rest(number)));
  }

  private static boolean leads(List<URI> addresses) {
    try {
      FlinkRest.of(addresses).get("/overview");
      return true;
    } catch (FlinkRestException notYet) {
      return false;
    }
  }

  private Set<String> taskManagers() {
    Set<String> names = new HashSet<>();
    try {
      FlinkRest.of(rest()).taskManagers().stream().map(TaskManager::id).forEach(names::add);
    } catch (FlinkRestException notYet) {
      return Set.of();
    }
    return names;
  }

  /** Brokers that the cluster knows of, asking only those that listen: a client complains a lot. */
  private Set<String> brokers() {
    List<String> listening = new ArrayList<>();
    for (int node = 1; node <= plan.kafkaNodes(); node++) {
      if (Ports.answers(ports.kafka(node))) {
        listening.add(Ports.HOST + ":" + ports.kafka(node));
      }
    }
    if (listening.isEmpty()) {
      return Set.of();
    }
    Map<String, Object> client =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, listening,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, KAFKA_MILLIS,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_MILLIS);
    Set<String> names = new HashSet<>();
    try (Admin admin = Admin.create(client)) {
      for (Node node : admin.describeCluster().nodes().get(KAFKA_MILLIS, TimeUnit.MILLISECONDS)) {
        names.add(Role.KAFKA + "-" + node.id());
      }
    } catch (ExecutionException | TimeoutException notYet) {
      return Set.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while waiting for Kafka", e);
    }
    return names;
  }

  private void requireLife(Set<Member> waiting) {
    Map<String, Integer> deaths = journal.deaths();
    for (Member member : waiting) {
      int died =
          deaths.getOrDefault(member.name(), 0) - deathsBefore.getOrDefault(member.name(), 0);
      if (died >= DEATHS) {
        throw new ClusterException(
            "%s died %d times while starting%s".formatted(member.name(), died, end(member)));
      }
    }
  }

  private static String end(Member member) {
    StringBuilder text = new StringBuilder();
    LogFiles.tail(member.out(), TAIL).forEach(line -> text.append("\n  ").append(line));
    LogFiles.tail(member.log(), TAIL).forEach(line -> text.append("\n  ").append(line));
    return text.isEmpty()
        ? "; it logged nothing"
        : "; the end of its log, %s:%s".formatted(member.log(), text);
  }

  private String line(Member member, Duration after) {
    return "%-14s ready after %4.1f s   pid %-8s port %s"
        .formatted(
            member.name(),
            after.toMillis() / 1000.0,
            member.pid().isPresent() ? member.pid().getAsLong() : "-",
            ports.of(member.role(), member.number()).get(0));
  }
}
