package dev.breakwater.scripts.doctor.facts;

import dev.breakwater.scripts.doctor.facts.ZooKeeperNode.State;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;

/** Asks each node of the ZooKeeper quorum, one by one, by the one word that all of them allow. */
final class ZooKeeperLook {

  private static final int PORT = 2181;
  private static final int PATIENCE_MILLIS = 3_000;
  private static final byte[] WORD = "srvr".getBytes(StandardCharsets.US_ASCII);
  private static final String MODE = "Mode: ";
  private static final String NOT_SERVING = "not currently serving requests";

  private ZooKeeperLook() {}

  /** All nodes that are configured; none where leaders are not elected by ZooKeeper. */
  static List<ZooKeeperNode> of(Configuration settings) {
    String type = settings.get(HighAvailabilityOptions.HA_MODE).toLowerCase(Locale.ROOT);
    String quorum = settings.get(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM);
    List<ZooKeeperNode> nodes = new ArrayList<>();
    if (type.equals("zookeeper") && quorum != null) {
      for (String address : quorum.replaceFirst("/.*", "").split(",", -1)) {
        nodes.add(ask(address.trim()));
      }
    }
    return nodes;
  }

  private static ZooKeeperNode ask(String address) {
    int colon = address.lastIndexOf(':');
    String host = colon < 0 ? address : address.substring(0, colon);
    try {
      int port = colon < 0 ? PORT : Integer.parseInt(address.substring(colon + 1));
      return understood(address, answer(InetAddress.getAllByName(host), port));
    } catch (ConnectException e) {
      return new ZooKeeperNode(address, State.DOWN, Reasons.of(e));
    } catch (IOException | IllegalArgumentException e) {
      return new ZooKeeperNode(address, State.UNKNOWN, Reasons.of(e));
    }
  }

  /** Of the first address that somebody listens at; a host may have several. */
  private static String answer(InetAddress[] addresses, int port) throws IOException {
    ConnectException refused = new ConnectException("no address");
    for (InetAddress each : addresses) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(each, port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream().write(WORD);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
      } catch (ConnectException e) {
        refused = e;
      }
    }
    throw refused;
  }

  private static ZooKeeperNode understood(String address, String answer) {
    if (answer.contains(NOT_SERVING)) {
      return new ZooKeeperNode(address, State.WITHOUT_QUORUM, "sees no majority");
    }
    int mode = answer.indexOf(MODE);
    if (mode < 0) {
      String first = answer.lines().findFirst().orElse("no answer");
      return new ZooKeeperNode(address, State.UNKNOWN, first);
    }
    String word = answer.substring(mode + MODE.length()).lines().findFirst().orElse("");
    return new ZooKeeperNode(address, State.SERVES, word);
  }
}
