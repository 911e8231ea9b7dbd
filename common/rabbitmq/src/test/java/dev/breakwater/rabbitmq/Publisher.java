package dev.breakwater.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.breakwater.testkit.rabbitmq.RabbitServer;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;

/** A producer as careful as one can be: persistent messages with ids, each confirmed. */
final class Publisher implements AutoCloseable {

  private static final int CONFIRM_MILLIS = 60_000;
  private static final int PERSISTENT = 2;

  private final Connection connection;
  private final Channel channel;

  Publisher(RabbitServer server) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(server.port());
    factory.setAutomaticRecoveryEnabled(false);
    connection = factory.newConnection();
    channel = connection.createChannel();
    channel.confirmSelect();
  }

  /**
   * @param type classic or quorum
   */
  void declare(String queue, String type) throws Exception {
    channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", type));
  }

  /** Sends without waiting. The number of each message in the workload is its message id. */
  void send(String queue, List<WorkloadRecord> records, int first) throws Exception {
    for (int i = 0; i < records.size(); i++) {
      send(queue, records.get(i), "message-" + (first + i));
    }
  }

  private void send(String queue, WorkloadRecord record, String messageId) throws Exception {
    Map<String, Object> headers = new HashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), header.value());
    }
    BasicProperties properties =
        new BasicProperties.Builder()
            .deliveryMode(PERSISTENT)
            .messageId(messageId)
            .headers(headers)
            .build();
    byte[] body = record.value() == null ? new byte[0] : record.value();
    channel.basicPublish("", queue, properties, body);
  }

  /** Returns when the server has all of it. */
  void confirm() throws Exception {
    channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
  }

  /** Messages of the queue that no consumer has. */
  long ready(String queue) throws Exception {
    return channel.messageCount(queue);
  }

  @Override
  public void close() {
    connection.abort(CONFIRM_MILLIS);
  }
}
