package dev.breakwater.testkit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @TempDir private Path directory;

  @Test
  void keepsPortAndCommittedRecordsOverARestart() {
    try (EmbeddedKafka kafka = EmbeddedKafka.builder().directory(directory).start()) {
      String address = kafka.bootstrapServers();
      kafka.createTopic("letters", 2, Map.of());
      try (KafkaProducer<byte[], byte[]> producer = Producers.transactional(address, "writer")) {
        producer.beginTransaction();
        Producers.send(producer, "letters", 0, "a");
        Producers.send(producer, "letters", 1, "b");
        producer.commitTransaction();

        kafka.restart();

        assertThat(kafka.bootstrapServers()).isEqualTo(address);
        producer.beginTransaction();
        Producers.send(producer, "letters", 0, "c");
        producer.commitTransaction();
      }
      assertThat(values(TopicReader.readAll(address, "letters", DEADLINE)))
          .containsExactly("a", "c", "b");
    }
  }

  @Test
  void findsItsDataWhenAnotherInstanceStartsOnTheDirectory() {
    try (EmbeddedKafka kafka = EmbeddedKafka.builder().directory(directory).start();
        KafkaProducer<byte[], byte[]> producer = Producers.plain(kafka.bootstrapServers())) {
      kafka.createTopic("letters", 1);
      Producers.send(producer, "letters", 0, "a");
    }
    try (EmbeddedKafka again = EmbeddedKafka.builder().directory(directory).start()) {
      assertThat(values(TopicReader.readAll(again.bootstrapServers(), "letters", DEADLINE)))
          .containsExactly("a");
    }
  }

  @Test
  void saysThatThePortIsTaken() throws Exception {
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      int port = taken.getLocalPort();
      EmbeddedKafkaBuilder builder = EmbeddedKafka.builder().port(port);
      assertThatThrownBy(builder::start)
          .isInstanceOf(BrokerFailedException.class)
          .hasMessage(
              "port %d on 127.0.0.1 is in use by another process; take another, or 0 for a free one",
              port);
    }
  }

  @Test
  void saysThatTheDirectoryCannotBeWritten() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    EmbeddedKafkaBuilder builder = EmbeddedKafka.builder().directory(file.resolve("data"));
    assertThatThrownBy(builder::start)
        .isInstanceOf(BrokerFailedException.class)
        .hasMessageStartingWith("data directory cannot be written, was " + file);
  }

  @Test
  void saysThatTheDiskIsFull() {
    EmbeddedKafkaBuilder builder =
        EmbeddedKafka.builder().directory(directory).minimumFreeBytes(Long.MAX_VALUE);
    assertThatThrownBy(builder::start)
        .isInstanceOf(BrokerFailedException.class)
        .hasMessageMatching("data directory .* must have at least \\d+ MiB free, had \\d+ MiB");
  }

  @Test
  void saysThatAnotherBrokerUsesTheDirectory() {
    try (EmbeddedKafka kafka = EmbeddedKafka.builder().directory(directory).start()) {
      assertThatThrownBy(() -> EmbeddedKafka.builder().directory(directory).start())
          .isInstanceOf(BrokerFailedException.class)
          .hasMessage("data directory is in use by another broker, was " + directory);
      kafka.restart();
      kafka.createTopic("still-usable", 1);
    }
  }

  @Test
  void doesNotTakeThisProcessWithItWhenItsDiskFailsAndSaysSo() {
    EmbeddedKafkaBuilder builder =
        EmbeddedKafka.builder()
            .directory(directory)
            .property("log.initial.task.delay.ms", "100")
            .property("log.flush.offset.checkpoint.interval.ms", "100");
    try (EmbeddedKafka kafka = builder.start()) {
      kafka.createTopic("letters", 1);
      kafka.requireHealthy();
      // The file that the broker is to write next cannot be written. While it writes, it is there.
      Path next = directory.resolve("recovery-point-offset-checkpoint.tmp");
      Awaitility.await()
          .atMost(DEADLINE)
          .ignoreException(FileAlreadyExistsException.class)
          .until(() -> Files.isDirectory(Files.createDirectory(next)));
      Awaitility.await()
          .atMost(DEADLINE)
          .untilAsserted(
              () ->
                  assertThatThrownBy(kafka::requireHealthy)
                      .isInstanceOf(BrokerFailedException.class)
                      .hasMessageMatching(
                          "broker gave up: .*; data directory .* has \\d+ MiB free"));
    }
  }

  @Test
  void saysThatABrokerOfAnotherProcessUsesTheDirectory() throws Exception {
    Path lock = Files.createFile(directory.resolve(".lock"));
    Process other = LockHolder.start(lock);
    try {
      assertThatThrownBy(() -> EmbeddedKafka.builder().directory(directory).start())
          .isInstanceOf(BrokerFailedException.class)
          .hasMessage("data directory is in use by another broker, was " + directory);
    } finally {
      other.destroyForcibly().waitFor();
    }
    EmbeddedKafka.builder().directory(directory).start().close();
  }

  @Test
  void saysWhichTopicExistsAlready() {
    try (EmbeddedKafka kafka = EmbeddedKafka.builder().directory(directory).start()) {
      kafka.createTopic("letters", 1);
      assertThatThrownBy(() -> kafka.createTopic("letters", 1))
          .isInstanceOf(BrokerFailedException.class)
          .hasMessage("topic letters cannot be made: Topic 'letters' already exists.");
    }
  }

  @Test
  void deletesATemporaryDirectoryAndKeepsAGivenOne() {
    Path temporary;
    try (EmbeddedKafka kafka = EmbeddedKafka.builder().start()) {
      temporary = kafka.directory();
      assertThat(temporary).isDirectoryContaining("glob:**meta.properties");
    }
    assertThat(temporary).doesNotExist();
    EmbeddedKafka.builder().directory(directory).start().close();
    assertThat(directory).isDirectoryContaining("glob:**meta.properties");
  }

  private static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(record -> new String(record.value(), UTF_8)).toList();
  }
}
