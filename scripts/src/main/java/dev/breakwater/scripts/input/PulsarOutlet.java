package dev.breakwater.scripts.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.testkit.process.ServerFailedException;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;
import org.apache.pulsar.client.api.AuthenticationFactory;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.SizeUnit;
import org.apache.pulsar.client.api.TypedMessageBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A topic of Pulsar. The client reconnects by itself and sends again what was not acknowledged; the
 * producer has a name, by which the server knows that again.
 */
final class PulsarOutlet implements Outlet {

  private final PulsarClient client;
  private final Producer<byte[]> producer;

  PulsarOutlet(PulsarClient client, Producer<byte[]> producer) {
    this.client = client;
    this.producer = producer;
  }

  /**
   * To a topic, which must be there now, and whose server may be away later.
   *
   * @throws ServerFailedException when it cannot be written to
   */
  static PulsarOutlet open(String serviceUrl, String token, String topic) {
    PulsarClient client = null;
    try {
      client =
          PulsarClient.builder()
              .serviceUrl(serviceUrl)
              .authentication(AuthenticationFactory.token(token))
              .maxBackoffInterval(1, TimeUnit.SECONDS)
              .memoryLimit(512, SizeUnit.MEGA_BYTES)
              .build();
      return new PulsarOutlet(client, producer(client, topic));
    } catch (PulsarClientException e) {
      end(client);
      throw new ServerFailedException("topic %s cannot be written".formatted(topic), e);
    }
  }

  /** As patient as the one of Kafka: longer than any fault. */
  private static Producer<byte[]> producer(PulsarClient client, String topic)
      throws PulsarClientException {
    return client
        .newProducer(Schema.BYTES)
        .topic(topic)
        .producerName("breakwater")
        .batchingMaxPublishDelay(20, TimeUnit.MILLISECONDS)
        .blockIfQueueFull(true)
        .sendTimeout(10, TimeUnit.MINUTES)
        .create();
  }

  @Override
  public void send(WorkloadRecord record, Answer answer) {
    TypedMessageBuilder<byte[]> message = producer.newMessage().value(record.value());
    if (record.key() != null) {
      message.keyBytes(record.key());
    }
    record.headers().forEach(header -> add(message, header));
    // The call-back has the answer.
    var unused = message.sendAsync().whenComplete((id, failure) -> answer.is(refusal(failure)));
  }

  @Override
  public void finish() {
    // What it fails of has its answer.
    producer.flushAsync().handle((done, failure) -> failure == null).join();
  }

  @Override
  public void close() {
    end(client);
  }

  /** A property has a text. */
  private static void add(TypedMessageBuilder<byte[]> message, Header header) {
    if (header.value() != null) {
      message.property(header.key(), new String(header.value(), UTF_8));
    }
  }

  private static @Nullable Exception refusal(@Nullable Throwable failure) {
    return failure == null ? null : new IllegalStateException("not acknowledged", failure);
  }

  private static void end(@Nullable PulsarClient client) {
    try {
      if (client != null) {
        client.shutdown();
      }
    } catch (PulsarClientException e) {
      throw new ServerFailedException("the client of Pulsar does not end", e);
    }
  }
}
