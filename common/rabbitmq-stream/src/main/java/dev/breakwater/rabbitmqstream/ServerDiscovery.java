package dev.breakwater.rabbitmqstream;

import com.rabbitmq.stream.StreamException;
import com.rabbitmq.stream.impl.Client;
import dev.breakwater.operators.input.Discovery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks the server, over a connection of its own each time: it is seldom, and may be another node.
 */
final class ServerDiscovery implements Discovery {

  private final RabbitStreamConfig config;

  ServerDiscovery(RabbitStreamConfig config) {
    this.config = config;
  }

  @Override
  public List<String> partitions(List<String> topics) throws IOException {
    try (Client client =
        StreamConnections.connect(config.server(), config.instance().name() + "/streams")) {
      List<String> ids = new ArrayList<>();
      for (String topic : topics) {
        if (config.superStreams().contains(topic)) {
          ids.addAll(partitionsOf(topic, client));
        } else {
          requireStream(topic, client);
          ids.add(topic);
        }
      }
      requireEachOnce(ids);
      return ids;
    } catch (StreamException e) {
      throw new IOException(
          "RabbitMQ does not say which streams there are: " + StreamConnections.reason(e), e);
    }
  }

  private static List<String> partitionsOf(String superStream, Client client) throws IOException {
    List<String> streams = client.partitions(superStream);
    if (streams.isEmpty()) {
      throw new IOException(
          "super stream %s is not there, or has no partitions".formatted(superStream));
    }
    List<String> ids = new ArrayList<>();
    for (String stream : streams) {
      if (!StreamNames.ALLOWED.matcher(stream).matches()) {
        throw new IOException(
            "names of streams must be %s, was %s of super stream %s"
                .formatted(StreamNames.RULE, stream, superStream));
      }
      ids.add(StreamNames.partition(superStream, stream));
    }
    return ids;
  }

  private static void requireStream(String stream, Client client) throws IOException {
    Map<String, Client.StreamMetadata> metadata = client.metadata(stream);
    Client.StreamMetadata its = metadata.get(stream);
    if (its == null || !its.isResponseOk()) {
      throw new IOException(
          "stream %s is not there: response code %s"
              .formatted(stream, its == null ? "none" : its.getResponseCode()));
    }
  }

  /** A stream that is read by two splits would be in the output twice. */
  private static void requireEachOnce(List<String> ids) throws IOException {
    Set<String> streams = new HashSet<>();
    for (String id : ids) {
      if (!streams.add(StreamNames.stream(id))) {
        throw new IOException(
            "stream %s is read twice: it is a partition of a super stream, and configured"
                    .formatted(StreamNames.stream(id))
                + " beside it or part of another one");
      }
    }
  }

  @Override
  public void close() {}
}
