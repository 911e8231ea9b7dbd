package dev.breakwater.testkit.kafka;

import java.nio.file.Path;
import java.util.Map;

/** The settings of a single node that is broker and controller, sized for a small machine. */
final class BrokerProperties {

  static final int NODE_ID = 1;
  static final String CLIENTS = "CLIENTS";
  static final String CONTROLLER = "CONTROLLER";

  private BrokerProperties() {}

  /** Adds what depends on place and port to the defaults of {@link #addSmallDefaults}. */
  static void addPlace(
      Map<String, String> to, Path directory, int port, int controllerPort, String protocol) {
    String clients = CLIENTS + "://" + LoopbackPorts.HOST + ":" + port;
    String controller = CONTROLLER + "://" + LoopbackPorts.HOST + ":" + controllerPort;
    to.put("node.id", Integer.toString(NODE_ID));
    to.put("process.roles", "broker,controller");
    to.put("controller.quorum.voters", NODE_ID + "@" + LoopbackPorts.HOST + ":" + controllerPort);
    to.put("controller.listener.names", CONTROLLER);
    to.put("inter.broker.listener.name", CLIENTS);
    to.put("listeners", clients + "," + controller);
    to.put("advertised.listeners", clients);
    to.put(
        "listener.security.protocol.map",
        CLIENTS + ":" + protocol + "," + CONTROLLER + ":PLAINTEXT");
    to.put("log.dirs", directory.toString());
  }

  static void addSmallDefaults(Map<String, String> to) {
    to.put("auto.create.topics.enable", "false");
    // Records may carry times of long ago; retention would delete them at once.
    to.put("log.retention.ms", "-1");
    to.put("group.initial.rebalance.delay.ms", "0");
    to.put("server.max.startup.time.ms", "60000");
    to.put("num.network.threads", "2");
    to.put("num.io.threads", "4");
    to.put("group.coordinator.threads", "1");
    to.put("share.coordinator.threads", "1");
    to.put("num.recovery.threads.per.data.dir", "1");
    to.put("log.cleaner.threads", "1");
    to.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
    to.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      to.put(topic + ".num.partitions", "4");
      to.put(topic + ".replication.factor", "1");
    }
    to.put("transaction.state.log.min.isr", "1");
    to.put("share.coordinator.state.topic.num.partitions", "1");
    to.put("share.coordinator.state.topic.replication.factor", "1");
    to.put("share.coordinator.state.topic.min.isr", "1");
  }
}
