package dev.breakwater.scripts.input;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Persistent messages over a connection to RabbitMQ, with its publisher confirms. */
final class RabbitPublishing implements Publishing {

  private static final int PERSISTENT = 2;
  private static final int CLOSE_MILLIS = 5_000;

  /** All headers are in one frame, which the server and its clients agree to be of 128 KB. */
  private static final int LARGEST_HEADERS = 130_000;

  /** What a header takes beside its name and its value. */
  private static final int EACH_HEADER = 6;

  private final Connection connection;
  private final Channel channel;

  /** By their numbers on the channel. Who takes one out of it answers for it. */
  private final ConcurrentNavigableMap<Long, Message> unconfirmed = new ConcurrentSkipListMap<>();

  private RabbitPublishing(Connection connection) throws IOException {
    this.connection = connection;
    this.channel = Objects.requireNonNull(connection.createChannel(), "a channel");
    channel.addConfirmListener(
        (number, andBefore) -> answered(number, andBefore, null),
        (number, andBefore) -> answered(number, andBefore, new IOException("refused by RabbitMQ")));
    channel.confirmSelect();
  }

  /** On a new connection, which is closed with it. */
  static RabbitPublishing on(Connection connection) throws IOException {
    try {
      return new RabbitPublishing(connection);
    } catch (IOException | ShutdownSignalException e) {
      connection.abort(CLOSE_MILLIS);
      throw new IOException("RabbitMQ lets nobody publish", e);
    }
  }

  /** A message has a body, and be it empty, and its headers are not too large for a frame. */
  static boolean carries(WorkloadRecord record) {
    int size = 0;
    for (Header header : record.headers()) {
      size += EACH_HEADER + header.key().length();
      size += header.value() == null ? 0 : header.value().length;
    }
    return record.value() != null && size <= LARGEST_HEADERS;
  }

  @Override
  public void publish(Message message) throws IOException {
    unconfirmed.put(channel.getNextPublishSeqNo(), message);
    byte[] body = message.record().value();
    try {
      channel.basicPublish(
          "", message.queue(), properties(message), body == null ? new byte[0] : body);
    } catch (ShutdownSignalException e) {
      throw new IOException("the connection has ended", e);
    }
  }

  @Override
  public void requireOpen() throws IOException {
    if (!channel.isOpen()) {
      throw new IOException("the connection has ended", channel.getCloseReason());
    }
  }

  @Override
  public List<Message> takeBack() {
    List<Message> all = new ArrayList<>();
    Map.Entry<Long, Message> first = unconfirmed.pollFirstEntry();
    while (first != null) {
      all.add(first.getValue());
      first = unconfirmed.pollFirstEntry();
    }
    return all;
  }

  @Override
  public void close() {
    connection.abort(CLOSE_MILLIS);
  }

  private static BasicProperties properties(Message message) {
    Map<String, Object> headers = new HashMap<>();
    for (Header header : message.record().headers()) {
      headers.put(header.key(), header.value());
    }
    return new BasicProperties.Builder()
        .deliveryMode(PERSISTENT)
        .messageId(message.id())
        .headers(headers)
        .build();
  }

  private void answered(long number, boolean andBefore, @Nullable Exception refusal) {
    if (andBefore) {
      unconfirmed.headMap(number, true).keySet().forEach(each -> answer(each, refusal));
    } else {
      answer(number, refusal);
    }
  }

  private void answer(long number, @Nullable Exception refusal) {
    Message message = unconfirmed.remove(number);
    if (message != null) {
      message.answer().is(refusal);
    }
  }
}
