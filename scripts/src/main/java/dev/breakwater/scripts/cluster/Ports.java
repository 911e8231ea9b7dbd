package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;

/** Who listens where; all on loopback but Flink's metrics, numbers count from 1. */
record Ports(int base) {

  static final String HOST = "127.0.0.1";

  private static final int CONNECT_MILLIS = 500;
  private static final InetAddress ADDRESS = loopback();

  int prometheus() {
    return base + 7;
  }

  int alertmanager() {
    return base + 8;
  }

  int nodeExporter() {
    return base + 9;
  }

  /** Where a process shows its metrics; there are at most six of each role, below these. */
  int metrics(Role role, int number) {
    return base
        + 10 * number
        + switch (role) {
          case KAFKA -> 7;
          case JOBMANAGER -> 8;
          case TASKMANAGER -> 9;
          default -> throw new IllegalArgumentException(role + " shows no metrics here");
        };
  }

  int zookeeper() {
    return base + 1;
  }

  /** Of Kafka, where a proxy may stand in front: it forwards to here. */
  int kafkaBehindProxy(int node) {
    return base + 10 + node;
  }

  int controller(int node) {
    return base + 20 + node;
  }

  int rpc(int jobManager) {
    return base + 30 + jobManager;
  }

  int blobs(int jobManager) {
    return base + 40 + jobManager;
  }

  int taskRpc(int taskManager) {
    return base + 50 + taskManager;
  }

  int taskData(int taskManager) {
    return base + 60 + taskManager;
  }

  /** Where a proxy in front of a Kafka node is to listen; nobody does unless someone starts one. */
  int kafkaProxy(int node) {
    return base + 70 + node;
  }

  int rest(int jobManager) {
    return base + 80 + jobManager;
  }

  int kafka(int node) {
    return base + 90 + node;
  }

  /** All that a process listens at; the first is the one to name. */
  List<Integer> of(Role role, int number) {
    return switch (role) {
      case KAFKA ->
          List.of(
              kafka(number), kafkaBehindProxy(number), controller(number), metrics(role, number));
      case ZOOKEEPER -> List.of(zookeeper());
      case JOBMANAGER -> List.of(rest(number), rpc(number), blobs(number), metrics(role, number));
      case TASKMANAGER -> List.of(taskRpc(number), taskData(number), metrics(role, number));
      case NODE_EXPORTER -> List.of(nodeExporter());
      case ALERTMANAGER -> List.of(alertmanager());
      case PROMETHEUS -> List.of(prometheus());
    };
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As servers do, so that connections of a former life do not count.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(ADDRESS, port));
      return true;
    } catch (IOException busy) {
      return false;
    }
  }

  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(ADDRESS, port), CONNECT_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
