package dev.breakwater.pulsar;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.testkit.pulsar.PulsarServer;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.CompressionType;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.TypedMessageBuilder;

/**
 * A producer as careful as one can be: it has a name, so that the server knows again what it sends
 * once more after a reconnect. In compressed batches.
 */
final class Publisher implements AutoCloseable {

  private final PulsarClient client;
  private final Map<String, Producer<byte[]>> producers = new HashMap<>();
  private final List<CompletableFuture<MessageId>> sent = new ArrayList<>();

  Publisher(PulsarServer server) throws Exception {
    client =
        PulsarClient.builder()
            .serviceUrl(server.serviceUrl())
            .maxBackoffInterval(1, TimeUnit.SECONDS)
            .authentication(AuthenticationFactory.token(server.token(PulsarServer.ADMIN)))
            .build();
  }

  /** Sends without waiting. */
  void send(String topic, List<WorkloadRecord> records) throws Exception {
    Producer<byte[]> producer = producers.get(topic);
    if (producer == null) {
      producer =
          client
              .newProducer(Schema.BYTES)
              .topic(topic)
              .producerName(topic + "-publisher")
              .compressionType(CompressionType.LZ4)
              .batchingMaxMessages(50)
              .batchingMaxPublishDelay(10, TimeUnit.MILLISECONDS)
              .blockIfQueueFull(true)
              .sendTimeout(0, TimeUnit.SECONDS)
              .create();
      producers.put(topic, producer);
    }
    for (WorkloadRecord record : records) {
      sent.add(send(producer, record));
    }
  }

  private static CompletableFuture<MessageId> send(
      Producer<byte[]> producer, WorkloadRecord record) {
    TypedMessageBuilder<byte[]> message = producer.newMessage().value(record.value());
    if (record.key() != null) {
      message.keyBytes(record.key());
    }
    for (Header header : record.headers()) {
      // A property has a text.
      if (header.value() != null) {
        message.property(header.key(), new String(header.value(), UTF_8));
      }
    }
    return message.sendAsync();
  }

  /** Returns when the server has all of it. */
  void confirm() throws Exception {
    for (Producer<byte[]> producer : producers.values()) {
      producer.flush();
    }
    CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0])).get(1, TimeUnit.MINUTES);
    sent.clear();
  }

  /** The next message to the topic is sent to all the partitions that it then has. */
  void forget(String topic) throws Exception {
    Producer<byte[]> producer = producers.remove(topic);
    if (producer != null) {
      producer.close();
    }
  }

  @Override
  public void close() throws Exception {
    client.close();
  }
}
