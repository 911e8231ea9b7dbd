package dev.breakwater.scripts.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.audit.Account;
import dev.breakwater.operators.audit.Equation;
import dev.breakwater.operators.audit.Ruling;
import dev.breakwater.operators.audit.Side;
import dev.breakwater.operators.audit.Sum;
import dev.breakwater.operators.audit.Verdict;
import dev.breakwater.operators.ledger.Ages;
import dev.breakwater.scripts.submit.CommandLines;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a real broker. */
class AuditCommandIT {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final long BUCKET = 1_769_860_800_000L;

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.perClass();

  @TempDir Path directory;

  private final String verdicts = KAFKA.newTopic("verdicts", 2);
  private final String raw = KAFKA.newTopic("raw", 2);
  private final String clean = KAFKA.newTopic("clean", 1);

  @Test
  void showsWhatStandsAndNamesTheRecordThatIsMissing() throws Exception {
    Path config =
        Files.write(
            directory.resolve("audit.yaml"),
            List.of(
                "job.instance: audit.r01",
                "kafka.bootstrap.servers: " + KAFKA.bootstrapServers(),
                "source.topics: books",
                "sink.topic: " + verdicts,
                "dead-letter.topic: dead"));
    Said nothing = say("--config", config.toString());
    assertThat(nothing.code()).isEqualTo(2);

    write();
    Said shown = say("--config", config.toString());
    assertThat(shown.code()).isEqualTo(1);
    assertThat(shown.text())
        .contains("missing           1  2026-01-31T12:00:00Z  job")
        .contains("5 ms / 8,960 ms  job|" + raw + "|a.r01")
        .contains("1 verdicts stand: 0 balanced, 1 not, 0 unknown; completeness 90.0000 %");
    assertThat(say("--json", "--config", config.toString()).text())
        .startsWith("{\"v\":1,\"equation\":\"job\",")
        .contains("\"age_ms\":{\"count\":9,\"p50\":5,\"p95\":8960,\"p99\":8960,\"max\":9000,")
        .hasLineCount(1);

    Said explained =
        say(
            "explain",
            "--config",
            config.toString(),
            "--topic",
            raw,
            "--outputs",
            clean,
            "--bucket",
            "2026-01-31T12:00:00Z");
    assertThat(explained.text())
        .startsWith(
            "10 records in, 9 of them came out\n1 came out nowhere\n  %s-1@1\n".formatted(raw));
    assertThat(explained.code()).isEqualTo(1);
  }

  @Test
  void saysWhatIsWrongInALine() throws Exception {
    Path config = Files.write(directory.resolve("none.yaml"), List.of("job.instance: a"));
    assertThat(say("--config", config.toString()).code()).isEqualTo(2);
    assertThat(say().code()).isEqualTo(2);
    assertThat(
            say(
                    "explain",
                    "--config",
                    config.toString(),
                    "--topic",
                    "a",
                    "--outputs",
                    "b",
                    "--bucket",
                    "noon")
                .code())
        .isEqualTo(2);
  }

  /** Ten records in, of which the fourth does not come out. */
  private void write() {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < 10; i++) {
        send(producer, new ProducerRecord<>(raw, i % 2, BUCKET + i, null, new byte[] {1}));
        if (i != 3) {
          ProducerRecord<byte[], byte[]> out =
              new ProducerRecord<>(clean, 0, BUCKET + i, null, new byte[] {1});
          out.headers()
              .add("breakwater-origin", "%s-%d@%d".formatted(raw, i % 2, i / 2).getBytes(UTF_8));
          send(producer, out);
        }
      }
      Verdict verdict =
          new Verdict(
              new Account(Equation.JOB, raw, "a.r01"),
              BUCKET,
              60_000,
              Ruling.MISSING,
              new Side(new Sum(10, 7), new TreeMap<>()),
              new Side(new Sum(9, 7), new TreeMap<>(), Ages.of(1, 2, 3, 4, 5, 6, 7, 8, 9_000)),
              1,
              BUCKET);
      send(producer, new ProducerRecord<>(verdicts, verdict.key(), verdict.toJson()));
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    assertThat(producer.send(record)).succeedsWithin(DEADLINE);
  }

  private record Said(int code, String text) {}

  private static Said say(String... args) {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, UTF_8));
    try {
      int code = CommandLines.execute(new AuditCommand(), args);
      return new Said(code, said.toString(UTF_8));
    } finally {
      System.setOut(before);
    }
  }
}
