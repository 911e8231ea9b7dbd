package dev.breakwater.rabbitmqstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.stream.BackOffDelayPolicy;
import com.rabbitmq.stream.ByteCapacity;
import com.rabbitmq.stream.Environment;
import com.rabbitmq.stream.Message;
import com.rabbitmq.stream.MessageBuilder;
import com.rabbitmq.stream.Producer;
import com.rabbitmq.stream.ProducerBuilder;
import com.rabbitmq.stream.compression.Compression;
import dev.breakwater.testkit.rabbitmq.RabbitServer;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Header;

/**
 * A producer as careful as one can be. It either has a name, so that the server knows again what it
 * sends once more after a reconnect, or sends compressed entries of several messages each, which
 * the server would not know again.
 */
final class Publisher implements AutoCloseable {

  private static final int PER_ENTRY = 20;

  private final Environment environment;
  private final boolean compressing;
  private final Map<String, Producer> producers = new HashMap<>();
  private final List<CompletableFuture<Void>> sent = new ArrayList<>();

  private Publisher(RabbitServer server, boolean compressing) {
    this.compressing = compressing;
    BackOffDelayPolicy often = BackOffDelayPolicy.fixed(Duration.ofMillis(500));
    environment =
        Environment.builder()
            .host("127.0.0.1")
            .port(server.streamPort())
            .recoveryBackOffDelayPolicy(often)
            .topologyUpdateBackOffDelayPolicy(often)
            .build();
  }

  static Publisher named(RabbitServer server) {
    return new Publisher(server, false);
  }

  static Publisher compressing(RabbitServer server) {
    return new Publisher(server, true);
  }

  /** A stream that keeps everything. */
  void declare(String stream) {
    environment.streamCreator().stream(stream).create();
  }

  /** A stream whose server keeps hardly more than what came last, in small files. */
  void declareShort(String stream) {
    environment.streamCreator().stream(stream)
        .maxLengthBytes(ByteCapacity.kB(20))
        .maxSegmentSizeBytes(ByteCapacity.kB(10))
        .create();
  }

  void delete(String stream) {
    Producer producer = producers.remove(stream);
    if (producer != null) {
      producer.close();
    }
    environment.deleteStream(stream);
  }

  /** Sends without waiting. */
  void send(String stream, List<WorkloadRecord> records) {
    Producer producer = producers.computeIfAbsent(stream, this::producer);
    for (WorkloadRecord record : records) {
      send(producer, message(producer, record));
    }
  }

  private void send(Producer producer, Message message) {
    CompletableFuture<Void> confirmed = new CompletableFuture<>();
    sent.add(confirmed);
    producer.send(
        message,
        status -> {
          if (status.isConfirmed()) {
            confirmed.complete(null);
          } else {
            confirmed.completeExceptionally(
                new AssertionError("not confirmed: code " + status.getCode()));
          }
        });
  }

  private Producer producer(String stream) {
    ProducerBuilder producer =
        environment.producerBuilder().stream(stream).confirmTimeout(Duration.ZERO);
    if (compressing) {
      producer.subEntrySize(PER_ENTRY).compression(Compression.GZIP);
    } else {
      producer.name(stream + "-publisher");
    }
    return producer.build();
  }

  private static Message message(Producer producer, WorkloadRecord record) {
    MessageBuilder message = producer.messageBuilder();
    if (record.value() != null) {
      message.addData(record.value());
    }
    MessageBuilder.ApplicationPropertiesBuilder properties = message.applicationProperties();
    for (Header header : record.headers()) {
      // A text, as most have it.
      if (header.value() != null) {
        properties.entry(header.key(), new String(header.value(), UTF_8));
      }
    }
    return properties.messageBuilder().build();
  }

  /** Sends each in a chunk of its own: the next one when the server has it. */
  void sendOneByOne(String stream, List<WorkloadRecord> records) throws Exception {
    for (WorkloadRecord record : records) {
      send(stream, List.of(record));
      confirm();
    }
  }

  /** Returns when the server has all of it. */
  void confirm() throws Exception {
    CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0])).get(1, TimeUnit.MINUTES);
    sent.clear();
  }

  @Override
  public void close() {
    environment.close();
  }
}
