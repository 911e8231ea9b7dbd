package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Who listens where; all on loopback, numbers count from 1. */
record Ports(int base) {

  static final String HOST = "127.0.0.1";

  private static final int CONNECT_MILLIS = 500;

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

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As servers do, so that connections of a former life do not count.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
      return true;
    } catch (IOException busy) {
      return false;
    }
  }

  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(HOST, port), CONNECT_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
