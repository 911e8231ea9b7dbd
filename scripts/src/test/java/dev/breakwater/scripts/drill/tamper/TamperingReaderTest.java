package dev.breakwater.scripts.drill.tamper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exactly what was ordered is done, once, and it is said where. */
class TamperingReaderTest {

  private static final TopicPartition PARTITION = new TopicPartition("flights.clean", 2);
  private static final String FIVE = "2024-01-31T05:59:00Z";
  private static final String SIX = "2024-01-31T06:01:00Z";

  @TempDir Path directory;

  @Test
  void leavesEverythingAloneWithoutAnOrder() throws IOException {
    ConsumerRecords<byte[], byte[]> read = records(List.of(event("a", FIVE), event("b", SIX)));
    assertThat(reader().onConsume(read)).isSameAs(read);
    assertThat(TamperingReader.done(order())).isNull();
  }

  @Test
  void losesTheFirstAndOnlyOnce() throws IOException {
    TamperingReader reader = reader();
    TamperingReader.order(order(), Tampering.LOSE);
    assertThat(ids(reader.onConsume(records(List.of(event("a", FIVE), event("b", FIVE))))))
        .containsExactly("b");
    assertThat(TamperingReader.done(order())).isEqualTo("flights.clean-2");
    assertThat(ids(reader.onConsume(records(List.of(event("c", FIVE)))))).containsExactly("c");
    assertThat(ids(reader().onConsume(records(List.of(event("d", FIVE)))))).containsExactly("d");
  }

  @Test
  void doublesTheLast() throws IOException {
    TamperingReader reader = reader();
    TamperingReader.order(order(), Tampering.DOUBLE);
    assertThat(ids(reader.onConsume(records(List.of(event("a", FIVE), event("b", FIVE))))))
        .containsExactly("a", "b", "b");
  }

  @Test
  void swapsWhatIsOfOneHourAndWaitsForIt() throws IOException {
    TamperingReader reader = reader();
    TamperingReader.order(order(), Tampering.SWAP);
    assertThat(ids(reader.onConsume(records(List.of(event("a", FIVE), event("b", SIX))))))
        .containsExactly("a", "b");
    assertThat(TamperingReader.done(order())).isNull();
    assertThat(
            ids(
                reader.onConsume(
                    records(List.of(event("c", FIVE), event("d", SIX), event("e", SIX))))))
        .containsExactly("c", "e", "e");
    assertThat(TamperingReader.done(order())).isNotNull();
  }

  @Test
  void givesOneEventAnotherName() throws IOException {
    TamperingReader reader = reader();
    TamperingReader.order(order(), Tampering.ALTER);
    assertThat(ids(reader.onConsume(records(List.of(event("a", FIVE), event("b", FIVE))))))
        .containsExactly("somebody-else", "b");
  }

  @Test
  void waitsForRecordsThatAreEvents() throws IOException {
    TamperingReader reader = reader();
    TamperingReader.order(order(), Tampering.LOSE);
    ConsumerRecord<byte[], byte[]> other =
        new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), 0, new byte[0], new byte[0]);
    assertThat(reader.onConsume(records(List.of(other))).count()).isEqualTo(1);
    assertThat(TamperingReader.done(order())).isNull();
    assertThat(reader.onConsume(records(List.of(event("a", FIVE)))).count()).isZero();
  }

  @Test
  void isPutIntoTheJarWithAllThatItNeeds() throws IOException {
    Path jobs = directory.resolve("jobs.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jobs))) {
      out.putNextEntry(new JarEntry("job"));
    }
    Path tampered = TamperedJar.withReader(jobs, directory.resolve("tampered.jar"));
    try (JarFile jar = new JarFile(tampered.toFile())) {
      assertThat(jar.getEntry("job")).isNotNull();
      String at = TamperingReader.class.getPackageName().replace('.', '/');
      assertThat(jar.getEntry(at + "/TamperingReader.class")).isNotNull();
      assertThat(jar.getEntry(at + "/Tampering.class")).isNotNull();
      assertThat(jar.getEntry(at + "/Tampering$1.class")).isNotNull();
    }
  }

  @Test
  void aJobOnThePlainSinkTakesThePlaceOfAllOthers() throws IOException {
    Path jobs = directory.resolve("jobs.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "some.Jobs");
    new JarOutputStream(Files.newOutputStream(jobs), manifest).close();
    Path plain = TamperedJar.ofPlainSink(jobs, directory.resolve("plain.jar"));
    try (JarFile jar = new JarFile(plain.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
          .isEqualTo(PlainSinkJob.class.getName());
      assertThat(jar.getEntry(PlainSinkJob.class.getName().replace('.', '/') + ".class"))
          .isNotNull();
    }
  }

  private Path order() {
    return directory.resolve("order");
  }

  private TamperingReader reader() {
    TamperingReader reader = new TamperingReader();
    reader.configure(Map.of(TamperingReader.ORDER, order().toString()));
    return reader;
  }

  private static ConsumerRecord<byte[], byte[]> event(String id, String time) {
    ConsumerRecord<byte[], byte[]> event =
        new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), 0, new byte[0], new byte[0]);
    event.headers().add("ce_id", id.getBytes(UTF_8)).add("ce_time", time.getBytes(UTF_8));
    return event;
  }

  private static ConsumerRecords<byte[], byte[]> records(List<ConsumerRecord<byte[], byte[]>> all) {
    return new ConsumerRecords<>(Map.of(PARTITION, all), Map.of());
  }

  private static List<String> ids(ConsumerRecords<byte[], byte[]> records) {
    List<String> ids = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ids.add(new String(record.headers().lastHeader("ce_id").value(), UTF_8));
    }
    return ids;
  }
}
