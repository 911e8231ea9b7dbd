package dev.breakwater.scripts.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scripts/cluster topics}. */
@Command(
    name = "topics",
    customSynopsis = "scripts/cluster topics [NAME…] [OPTIONS]",
    description = "Creates topics that are not there yet, with the nodes' replication; lists all.")
final class TopicsCommand implements Callable<Integer> {

  private static final int SECONDS = 30;
  private static final Duration POLL = Duration.ofMillis(50);

  @Mixin private Place place = new Place();

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "like flights.raw")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "default: ${DEFAULT-VALUE}")
  private int partitions;

  @Override
  public Integer call() throws ExecutionException, TimeoutException, InterruptedException {
    String servers = LocalCluster.open(place.directory()).bootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      for (String name : names) {
        create(admin, new NewTopic(name, Optional.of(partitions), Optional.empty()));
      }
      all(admin).forEach(System.out::println);
    }
    return 0;
  }

  /** Once those that were asked for are among them: a node hears of a new one a moment later. */
  private Set<String> all(Admin admin)
      throws ExecutionException, TimeoutException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    while (true) {
      Set<String> all = new TreeSet<>(admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS));
      if (all.containsAll(names)) {
        return all;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new ClusterException(
            "not all of %s are there after %d s: %s".formatted(names, SECONDS, all));
      }
      Pause.of(POLL, "the topics are there");
    }
  }

  private static void create(Admin admin, NewTopic topic)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      admin.createTopics(List.of(topic)).all().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }
}
