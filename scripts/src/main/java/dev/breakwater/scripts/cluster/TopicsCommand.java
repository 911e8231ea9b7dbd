package dev.breakwater.scripts.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS).stream()
          .sorted()
          .forEach(System.out::println);
    }
    return 0;
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
