package dev.breakwater.scripts.doctor.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scripts.doctor.facts.ZooKeeperNode.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nodes answer, by servers that answer as ZooKeeper does. */
@Timeout(30)
class ZooKeeperLookTest {

  @Test
  void tellsWhoServesFromWhoSeesNoMajority() throws Exception {
    assertThat(answered("Zookeeper version: 3.8\nMode: follower\nNode count: 5\n"))
        .extracting(ZooKeeperNode::state, ZooKeeperNode::said)
        .containsExactly(State.SERVES, "follower");
    assertThat(answered("This ZooKeeper instance is not currently serving requests\n").state())
        .isEqualTo(State.WITHOUT_QUORUM);
    assertThat(answered("srvr is not executed because it is not in the whitelist.\n").state())
        .isEqualTo(State.UNKNOWN);
  }

  @Test
  void aPortWithoutAListenerIsDownAndAnUnknownHostIsUnknown() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(ZooKeeperLook.of(settings("127.0.0.1:%d,no.host.invalid:2181".formatted(port))))
        .extracting(ZooKeeperNode::state)
        .containsExactly(State.DOWN, State.UNKNOWN);
  }

  @Test
  void nobodyIsAskedWhereLeadersAreElectedOtherwise() {
    assertThat(ZooKeeperLook.of(new Configuration())).isEmpty();
  }

  private static ZooKeeperNode answered(String answer) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> asked =
          CompletableFuture.supplyAsync(
              () -> serve(server, answer.getBytes(StandardCharsets.US_ASCII)));
      List<ZooKeeperNode> nodes =
          ZooKeeperLook.of(settings("127.0.0.1:%d/chroot".formatted(server.getLocalPort())));
      assertThat(asked.get()).isEqualTo("srvr");
      assertThat(nodes).hasSize(1);
      return nodes.get(0);
    }
  }

  private static String serve(ServerSocket server, byte[] answer) {
    try (Socket client = server.accept()) {
      String word = new String(client.getInputStream().readNBytes(4), StandardCharsets.US_ASCII);
      client.getOutputStream().write(answer);
      return word;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Configuration settings(String quorum) {
    Configuration settings = new Configuration();
    settings.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
    settings.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, quorum);
    return settings;
  }
}
