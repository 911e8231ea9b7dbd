package dev.breakwater.scripts.drill;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Somebody else leaves a transaction open on our output: our records behind it are committed and
 * nobody can read them. It must be found and named.
 */
final class ForeignTransactionDrill implements Drill {

  private static final Duration OPEN = Duration.ofSeconds(12);
  private static final int TIMEOUT_MILLIS = 600_000;

  @Override
  public String name() {
    return "foreign-transaction";
  }

  @Override
  public String summary() {
    return "a foreign transaction stays open on our output; found, named, ended";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    String id = "somebody-else-" + stage.topics().instance();
    String topic = stage.topics().clean();
    String bootstrap = stage.cluster().bootstrapServers();
    KafkaProducer<byte[], byte[]> stranger = producer(bootstrap, id);
    try {
      stranger.beginTransaction();
      for (int partition = 0; partition < 4; partition++) {
        var unused = stranger.send(new ProducerRecord<>(topic, partition, null, new byte[1]));
      }
      stranger.flush();
      stage.fault("a foreign transaction is left open");
      stage.pass(OPEN);
      requireNamed(stage, id);
    } finally {
      // As nobody comes back for it: whoever takes its id over aborts it.
      stranger.close(Duration.ZERO);
      producer(bootstrap, id).close();
      stage.fault("the foreign transaction is aborted");
    }
    stage.awaitOutput(Duration.ofMinutes(1));
  }

  private static void requireNamed(Stage stage, String id) throws InterruptedException {
    if (!stage.kafka().holding(stage.topics().clean()).contains(id)) {
      throw new DrillException("the foreign transaction %s was not found".formatted(id));
    }
    stage.note("found: " + id);
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrap, String id) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "transactional.id",
                id,
                "transaction.timeout.ms",
                TIMEOUT_MILLIS),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    return producer;
  }
}
