package dev.breakwater.scripts.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.stream.BackOffDelayPolicy;
import com.rabbitmq.stream.ConfirmationStatus;
import com.rabbitmq.stream.Environment;
import com.rabbitmq.stream.Message;
import com.rabbitmq.stream.MessageBuilder;
import com.rabbitmq.stream.Producer;
import dev.breakwater.testkit.kafka.LoopbackPorts;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.header.Header;

/**
 * Streams of RabbitMQ, in turn. The client reconnects by itself and sends again what was not
 * confirmed; each producer has a name, by which the server knows that again.
 */
final class StreamOutlet implements Outlet {

  private static final long LOOK_MILLIS = 20;

  /** All of a message is in one frame, which the server and its clients agree to be of 1 MB. */
  private static final int LARGEST = 1_000_000;

  /** More than is sent while the server is away; the client has room for so many at once. */
  private static final int MOST_UNCONFIRMED = 200_000;

  /** What a header takes beside its name and its value. */
  private static final int EACH_HEADER = 10;

  private static final BackOffDelayPolicy OFTEN = BackOffDelayPolicy.fixed(Duration.ofMillis(500));

  private final Environment environment;
  private final Duration patience;
  private final List<Producer> producers = new ArrayList<>();
  private final AtomicLong unanswered = new AtomicLong();
  private long messages;

  private StreamOutlet(Environment environment, Duration patience) {
    this.environment = environment;
    this.patience = patience;
  }

  /**
   * To streams, which must be there now, and whose server may be away later.
   *
   * @param patience how long the last messages may take to be confirmed
   */
  static StreamOutlet open(int port, List<String> streams, Duration patience) {
    Environment environment =
        Environment.builder()
            .host(LoopbackPorts.HOST)
            .port(port)
            .recoveryBackOffDelayPolicy(OFTEN)
            .topologyUpdateBackOffDelayPolicy(OFTEN)
            .build();
    StreamOutlet outlet = new StreamOutlet(environment, patience);
    for (String stream : streams) {
      outlet.producers.add(
          environment.producerBuilder().stream(stream)
              .name("breakwater")
              .confirmTimeout(Duration.ZERO)
              .enqueueTimeout(Duration.ZERO)
              .maxUnconfirmedMessages(MOST_UNCONFIRMED)
              .build());
    }
    return outlet;
  }

  /** A message has a body, and be it empty, and fits into a frame. */
  static boolean fits(WorkloadRecord record) {
    if (record.value() == null) {
      return false;
    }
    long size = record.value().length;
    for (Header header : record.headers()) {
      size += EACH_HEADER + header.key().length();
      size += header.value() == null ? 0 : header.value().length;
    }
    return size <= LARGEST;
  }

  @Override
  public boolean carries(WorkloadRecord record) {
    return fits(record);
  }

  @Override
  public void send(WorkloadRecord record, Answer answer) {
    Producer producer = producers.get((int) (messages++ % producers.size()));
    unanswered.incrementAndGet();
    producer.send(
        message(producer, record),
        status -> {
          answer.is(status.isConfirmed() ? null : refusal(status));
          unanswered.decrementAndGet();
        });
  }

  private static Message message(Producer producer, WorkloadRecord record) {
    byte[] body = record.value();
    MessageBuilder.ApplicationPropertiesBuilder properties =
        producer
            .messageBuilder()
            .addData(body == null ? new byte[0] : body)
            .applicationProperties();
    for (Header header : record.headers()) {
      // A text, as most have it.
      if (header.value() != null) {
        properties.entry(header.key(), new String(header.value(), UTF_8));
      }
    }
    return properties.messageBuilder().build();
  }

  private static IllegalStateException refusal(ConfirmationStatus status) {
    return new IllegalStateException("not confirmed: code " + status.getCode());
  }

  @Override
  public void finish() throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (unanswered.get() > 0 && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_MILLIS);
    }
    close();
    if (unanswered.get() > 0) {
      throw new IllegalStateException(unanswered.get() + " messages were not confirmed");
    }
  }

  @Override
  public void close() {
    environment.close();
  }
}
