package dev.breakwater.scripts.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.CloseableThreadContext;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.spi.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON log that is shipped, on log4j itself. */
class JsonLogTest {

  private static final String FILE = "log.file";

  @TempDir Path directory;

  private URLClassLoader own = new URLClassLoader(new URL[0]);
  private Logger logger = LogManager.getRootLogger();

  /** Each class loader has its own configuration. */
  @BeforeEach
  void open() {
    System.setProperty(FILE, directory.resolve("out.log").toString());
    own = new URLClassLoader(new URL[0], JsonLogTest.class.getClassLoader());
    LoggerContext context =
        LogManager.getContext(
            own, false, null, MonitoringFiles.file("flink/log4j-json.properties").toUri(), "json");
    logger = context.getLogger("dev.breakwater.some");
  }

  @AfterEach
  void close() throws IOException {
    LogManager.shutdown(LogManager.getContext(own, false));
    System.clearProperty(FILE);
    own.close();
  }

  @Test
  void writesALineOfJsonWithTheJobAndTheCause() throws IOException {
    try (CloseableThreadContext.Instance job = CloseableThreadContext.put("flink-job-id", "0a1b")) {
      logger.warn("held key=value", new IllegalStateException("two\nlines"));
    }
    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(1);
    JsonNode line = lines.get(0);
    assertThat(line.path("log.level").asText()).isEqualTo("WARN");
    assertThat(line.path("message").asText()).isEqualTo("held key=value");
    assertThat(line.path("flink-job-id").asText()).isEqualTo("0a1b");
    assertThat(line.path("error.type").asText()).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.path("error.message").asText()).isEqualTo("two\nlines");
    assertThat(line.path("@timestamp").asText()).endsWith("Z");
  }

  @Test
  void saysWhichSubtaskOfATaskSpeaks() throws Exception {
    Thread task = new Thread(() -> logger.info("held"), "dedup -> clean: Writer (2/4)#17");
    task.start();
    task.join();
    logger.info("of no task");
    List<JsonNode> lines = lines();
    assertThat(lines.get(0).path("flink-task").asText()).isEqualTo("dedup -> clean: Writer");
    assertThat(lines.get(0).path("flink-subtask").asText()).isEqualTo("2");
    assertThat(lines.get(1).path("flink-subtask").asText()).isEmpty();
  }

  @Test
  void cutsAStormAndKeepsItsErrors() throws IOException {
    for (int i = 0; i < 5_000; i++) {
      logger.info("storm");
    }
    logger.error("the one that counts");
    assertThat(lines()).hasSizeBetween(1_000, 3_000);
    assertThat(lines().get(lines().size() - 1).path("message").asText())
        .isEqualTo("the one that counts");
  }

  private List<JsonNode> lines() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve("out.log"))) {
      lines.add(json.readTree(line));
    }
    return lines;
  }
}
