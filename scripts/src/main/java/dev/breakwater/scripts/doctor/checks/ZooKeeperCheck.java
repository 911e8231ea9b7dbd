package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.ZooKeeperNode;
import dev.breakwater.scripts.doctor.facts.ZooKeeperNode.State;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.HighAvailabilityOptions;

/** The quorum that JobManagers elect their leader by answers, and goes on without one node. */
final class ZooKeeperCheck implements Check {

  private static final String KEY = HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM.key();
  private static final int TOLERATES_ONE = 3;

  @Override
  public String id() {
    return "zookeeper";
  }

  @Override
  public List<Finding> look(Facts facts) {
    List<ZooKeeperNode> nodes = facts.flink().get().zookeeper();
    if (nodes.isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    List<ZooKeeperNode> bad = with(nodes, State.DOWN);
    bad.addAll(with(nodes, State.WITHOUT_QUORUM));
    List<ZooKeeperNode> unknown = with(nodes, State.UNKNOWN);
    for (ZooKeeperNode node : unknown) {
      findings.add(Finding.unknown(id(), node.address(), node.said()));
    }
    if (!bad.isEmpty()) {
      findings.add(notAll(nodes, bad, unknown));
    } else if (nodes.size() < TOLERATES_ONE) {
      findings.add(few(facts, nodes));
    } else if (unknown.isEmpty()) {
      findings.add(Finding.ok(id(), KEY, "all serve: " + nodes));
    }
    return findings;
  }

  /** Those in doubt count as well: only a majority that is certainly missing is an error. */
  private Finding notAll(
      List<ZooKeeperNode> nodes, List<ZooKeeperNode> bad, List<ZooKeeperNode> unknown) {
    int serving = with(nodes, State.SERVES).size();
    String what = "%d of %d serve, not %s".formatted(serving, nodes.size(), bad);
    String fix = "start it again, and read its log";
    return serving + unknown.size() > nodes.size() / 2
        ? Finding.warning(id(), KEY, what)
            .because("the leader stays while a majority serves: one more must not go", fix)
        : Finding.error(id(), KEY, what)
            .because("no JobManager can lead: jobs stand still and none can be submitted", fix);
  }

  private Finding few(Facts facts, List<ZooKeeperNode> nodes) {
    return Finding.warning(id(), KEY, "%d node(s): %s".formatted(nodes.size(), nodes))
        .because(
            "while one is down no JobManager leads and the jobs stand still",
            new Fixes(facts.job()).flinkSetting(KEY, "HOST-1:2181,HOST-2:2181,HOST-3:2181"));
  }

  private static List<ZooKeeperNode> with(List<ZooKeeperNode> nodes, State state) {
    return new ArrayList<>(nodes.stream().filter(node -> node.state() == state).toList());
  }
}
