package dev.breakwater.rabbitmqstream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.breakwater.testkit.rabbitmq.RabbitServer;
import java.util.Map;

/** Makes super streams of what they are made of: an exchange, and a binding for each stream. */
final class SuperStreams {

  private SuperStreams() {}

  /** Adds partitions, and makes the super stream if it is not there. */
  static void declare(RabbitServer server, String superStream, int from, int to) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(server.port());
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      channel.exchangeDeclare(superStream, "direct", true, false, Map.of("x-super-stream", true));
      for (int i = from; i < to; i++) {
        String stream = superStream + "-" + i;
        channel.queueDeclare(stream, true, false, false, Map.of("x-queue-type", "stream"));
        channel.queueBind(
            stream, superStream, Integer.toString(i), Map.of("x-stream-partition-order", i));
      }
    }
  }
}
