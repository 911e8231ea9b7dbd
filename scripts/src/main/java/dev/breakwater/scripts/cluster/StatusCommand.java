package dev.breakwater.scripts.cluster;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scripts/cluster status}. */
@Command(
    name = "status",
    customSynopsis = "scripts/cluster status [OPTIONS]",
    description = "Which processes run and do their work; exit code 1 if not all do.")
final class StatusCommand implements Callable<Integer> {

  @Mixin private Place place = new Place();

  @Option(names = "--json", description = "as JSON")
  private boolean json;

  @Override
  public Integer call() {
    if (!LocalCluster.exists(place.directory())) {
      System.out.println(json ? "{\"members\":[]}" : "nothing is up in " + place.directory());
      return ClusterCommand.FINDING;
    }
    LocalCluster cluster = LocalCluster.open(place.directory());
    Set<String> ready = cluster.ready();
    Map<String, Integer> deaths = cluster.deaths();
    ArrayNode members = JsonNodeFactory.instance.arrayNode();
    for (Member member : cluster.members()) {
      members.add(describe(member, ready, deaths.getOrDefault(member.name(), 0)));
    }
    print(cluster, members);
    return cluster.supervised() && ready.size() == members.size() ? 0 : ClusterCommand.FINDING;
  }

  private static ObjectNode describe(Member member, Set<String> ready, int deaths) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", member.name());
    node.put("state", state(member, ready));
    member.pid().ifPresent(pid -> node.put("pid", pid));
    member
        .since()
        .ifPresent(since -> node.put("up_s", Duration.between(since, Instant.now()).toSeconds()));
    node.put("deaths", deaths);
    node.put("log", member.log().toString());
    return node;
  }

  private static String state(Member member, Set<String> ready) {
    if (ready.contains(member.name()) && member.alive()) {
      return "ready";
    }
    String state = member.alive() ? "not ready" : "dead";
    return member.held() ? state + ", held" : state;
  }

  private void print(LocalCluster cluster, ArrayNode members) {
    if (json) {
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      all.put("directory", cluster.directory().toString());
      all.put("bootstrap_servers", cluster.bootstrapServers());
      all.put("rest", cluster.rest().toString());
      all.put("supervised", cluster.supervised());
      all.set("members", members);
      System.out.println(all.toPrettyString());
      return;
    }
    System.out.printf("%-14s %-16s %8s %7s  %s%n", "", "", "pid", "up s", "deaths");
    members.forEach(
        member ->
            System.out.printf(
                "%-14s %-16s %8s %7s  %s%n",
                member.path("name").asText(),
                member.path("state").asText(),
                member.path("pid").asText("-"),
                member.path("up_s").asText("-"),
                member.path("deaths").asText()));
    System.out.printf(
        "%ssupervised%nKafka %s, Flink %s, files %s%n",
        cluster.supervised() ? "" : "not ",
        cluster.bootstrapServers(),
        cluster.rest(),
        cluster.directory());
  }
}
