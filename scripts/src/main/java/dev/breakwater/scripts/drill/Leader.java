package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.LocalCluster;
import dev.breakwater.scripts.cluster.Member;
import dev.breakwater.scripts.cluster.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.ZooKeeper;

/** Finds the leading JobManager where it has written it: in ZooKeeper. */
final class Leader {

  private static final String PATH = "/flink/local/leader/rest_server/connection_info";
  private static final int SESSION_MILLIS = 5_000;

  private Leader() {}

  static Member of(LocalCluster cluster) throws InterruptedException {
    String written = written("127.0.0.1:" + (cluster.plan().basePort() + 1));
    List<URI> addresses = cluster.restAddresses();
    List<Member> members = cluster.members(Role.JOBMANAGER);
    for (int i = 0; i < addresses.size(); i++) {
      if (written.contains(addresses.get(i).getAuthority())) {
        return members.get(i);
      }
    }
    throw new DrillException(
        "the leading JobManager is not known: none of %s is in ZooKeeper's %s"
            .formatted(addresses, PATH));
  }

  private static String written(String quorum) throws InterruptedException {
    ZooKeeper zookeeper = null;
    try {
      zookeeper = new ZooKeeper(quorum, SESSION_MILLIS, event -> {});
      return new String(zookeeper.getData(PATH, false, null), StandardCharsets.ISO_8859_1);
    } catch (IOException | KeeperException e) {
      throw new DrillException("the leading JobManager is not known: " + e, e);
    } finally {
      if (zookeeper != null) {
        zookeeper.close();
      }
    }
  }
}
