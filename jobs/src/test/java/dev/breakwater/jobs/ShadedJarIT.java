package dev.breakwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What a stock Flink cluster takes: everything the jobs need and nothing that Flink has. */
class ShadedJarIT {

  @Test
  void holdsNothingThatTheClusterBrings() throws IOException {
    assertThat(entries())
        .noneMatch(name -> name.startsWith("org/slf4j/"))
        .noneMatch(name -> name.startsWith("org/apache/log4j/"))
        .noneMatch(name -> name.startsWith("org/apache/logging/"))
        .noneMatch(name -> name.startsWith("org/apache/flink/runtime/"))
        .noneMatch(name -> name.startsWith("org/apache/flink/streaming/api/"))
        .noneMatch(name -> name.startsWith("org/apache/flink/state/"))
        .noneMatch(name -> name.startsWith("org/rocksdb/"))
        .noneMatch(name -> name.startsWith("dev/breakwater/testkit/"))
        .noneMatch(name -> name.startsWith("kafka/server/"));
  }

  @Test
  void holdsKafkasClientWhereTheConnectorLooksForIt() throws IOException {
    assertThat(entries())
        .contains(
            "org/apache/kafka/clients/producer/KafkaProducer.class",
            "org/apache/flink/connector/kafka/sink/KafkaSink.class",
            "dev/breakwater/jobs/ingest/IngestJob.class");
  }

  @Test
  void startsAnyJobByName() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("dev.breakwater.jobs.Jobs");
    }
  }

  @Test
  void mergesTheServicesOfItsParts() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      ZipEntry services =
          jar.getEntry("META-INF/services/org.apache.kafka.common.config.provider.ConfigProvider");
      assertThat(services).isNotNull();
      String text = new String(jar.getInputStream(services).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).contains("org.apache.kafka.common.config.provider.FileConfigProvider");
    }
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }

  private static Path jar() throws IOException {
    Path target = Path.of(System.getProperty("breakwater.root"), "jobs", "target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-all.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no shaded jar in " + target));
    }
  }
}
