package dev.breakwater.scripts.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.scripts.submit.CommandLines;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.kafka.TopicReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command against a real broker, with the job in this JVM. */
class RedriveCommandIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final String SECRET_KEY = "customer-4711";

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.shared();

  @TempDir Path directory;

  private final String dead = KAFKA.newTopic("dead", 2);
  private final String retry = KAFKA.newTopic("retry", 1);
  private final String parked = KAFKA.newTopic("parked", 1);

  @Test
  void showsWhatIsThereAndSendsItOnce() throws Exception {
    write(40, "dependency", retry + ".r01");
    write(7, "malformed", retry + ".r01");
    write(3, "dependency", null);
    Path config = config();

    Said shown = say("--dry-run", "--config", config.toString());
    assertThat(shown.code()).isZero();
    assertThat(shown.text())
        .contains("50 dead letters; a run sends 40 and parks 3")
        .contains("sent to " + retry)
        .contains("stays: deterministic")
        .contains("parked: no-target")
        .contains("cu… (13 B)")
        .doesNotContain(SECRET_KEY);
    assertThat(read(retry)).isZero();

    Said ran = say("run", "--local", "--config", config.toString());
    assertThat(ran.text()).contains("done: 43 dead letters");
    assertThat(ran.code()).isZero();
    assertThat(read(retry)).isEqualTo(40);
    assertThat(read(parked)).isEqualTo(3);

    Said again = say("run", "--local", "--config", config.toString());
    assertThat(again.code()).isZero();
    assertThat(again.text())
        .contains("50 dead letters; a run sends 0 and parks 0")
        .contains("nothing to do");
    assertThat(read(retry)).isEqualTo(40);
  }

  @Test
  void saysWhatIsWrongInALine() throws Exception {
    Path config = config();
    Said wrong =
        say("show", "--config", config.toString(), "--", "--redrive.filter.reasons", "dependancy");
    assertThat(wrong.code()).isEqualTo(2);
    Said continuous =
        say("run", "--config", config.toString(), "--", "--redrive.mode", "continuous");
    assertThat(continuous.code()).isEqualTo(2);
  }

  private Path config() throws Exception {
    Path file = directory.resolve("redrive.yaml");
    return Files.write(
        file,
        List.of(
            "job.instance: redrive-" + dead,
            "kafka.bootstrap.servers: " + KAFKA.bootstrapServers(),
            "source.topics: " + dead,
            "redrive.target: \"{job}\"",
            "redrive.targets: [" + retry + "]",
            "redrive.parking-topic: " + parked,
            "redrive.rate: 0"));
  }

  private void write(int count, String reason, @Nullable String job) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(dead, SECRET_KEY.getBytes(UTF_8), new byte[] {1});
        record.headers().add(DeadLetterHeaders.REASON, reason.getBytes(UTF_8));
        if (job != null) {
          record.headers().add(DeadLetterHeaders.JOB, job.getBytes(UTF_8));
        }
        sent.add(producer.send(record));
      }
      producer.flush();
      assertThat(sent).allSatisfy(one -> assertThat(one).succeedsWithin(DEADLINE));
    }
  }

  private static int read(String topic) {
    return TopicReader.readAll(KAFKA.bootstrapServers(), topic, DEADLINE).size();
  }

  private record Said(int code, String text) {}

  private static Said say(String... args) {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, UTF_8));
    try {
      int code = CommandLines.execute(new RedriveCommand(), RedriveCommand.shown(args));
      return new Said(code, said.toString(UTF_8));
    } finally {
      System.setOut(before);
    }
  }
}
