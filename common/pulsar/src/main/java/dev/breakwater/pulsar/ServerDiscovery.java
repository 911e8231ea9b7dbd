package dev.breakwater.pulsar;

import dev.breakwater.operators.input.Discovery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pulsar.client.api.PulsarClient;
import org.jspecify.annotations.Nullable;

/** Asks the server, over a connection that is opened when it is asked first. */
final class ServerDiscovery implements Discovery {

  private final ServerConfig server;
  private @Nullable PulsarClient client;

  ServerDiscovery(ServerConfig server) {
    this.server = server;
  }

  @Override
  public List<String> partitions(List<String> topics) throws IOException {
    List<String> partitions = new ArrayList<>();
    for (String topic : topics) {
      // Without making it, where the server would make a topic of everything that is asked for.
      PulsarConnections.await(
              client().getPartitionsForTopic(Partitions.withScheme(topic), false), server, topic)
          .forEach(partition -> partitions.add(Partitions.withoutScheme(partition)));
    }
    return partitions;
  }

  private synchronized PulsarClient client() throws IOException {
    if (client == null) {
      client = PulsarConnections.open(server);
    }
    return client;
  }

  @Override
  public synchronized void close() throws IOException {
    if (client != null) {
      client.close();
    }
  }
}
