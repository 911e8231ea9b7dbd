package dev.breakwater.jobs.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.testkit.flink.LocalJob;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The jobs on a broker with SASL_SSL and ACLs and on a cluster with TLS inside and outside: with
 * the rights of {@code jobs/README.md}, no others, and without a secret in sight.
 */
class SecurityIT {

  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final int EVENTS = 40;
  private static final Path README =
      Path.of(System.getProperty("breakwater.root"), "jobs", "README.md");

  @TempDir static Path directory;

  private static SecureStage stage;

  @BeforeAll
  static void open() throws IOException {
    stage = new SecureStage(directory);
  }

  @AfterAll
  static void close() {
    stage.close();
  }

  @Test
  void runsWithExactlyTheRightsThatAreDocumentedAndShowsNoSecret() throws Exception {
    Map<String, String> options = newJob();
    LocalJob job = stage.start(SecuredJob.INGEST, options, SecretsAndKeys::variable);
    job.awaitRunning(DEADLINE);
    stage.send(options.get("source.topics"), EVENTS);
    Awaitility.await()
        .atMost(DEADLINE)
        .until(
            () ->
                stage.read(options.get("sink.topic")).size() == EVENTS
                    && stage.read(options.get("dead-letter.topic")).size() == EVENTS);
    RestPages pages = new RestPages(stage.flink.webAddress(), stage.secrets.flink);
    assertWithoutSecrets("web", pages.ofJob(job.id().toString()));
    assertThat(pages.get("/jobmanager/config")).contains("security.ssl.rest.keystore-password");
    assertWithoutSecrets("commands", commandLines());
    job.cancel(DEADLINE);
    assertWithoutSecrets("events", text(stage.read(options.get("sink.topic"))));
    assertWithoutSecrets("dead letters", text(stage.read(options.get("dead-letter.topic"))));
    assertThat(log()).contains("security.protocol = SASL_SSL");
    assertWithoutSecrets("logs", log());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INGEST")
  void otherJobsRunWithExactlyTheirs(SecuredJob job) throws Exception {
    Map<String, String> options = stage.newJob(job, job.rights());
    LocalJob running = stage.start(job, options, SecretsAndKeys::variable);
    for (String input : job.inputKeys()) {
      stage.send(options.get(input), EVENTS);
    }
    for (String output : job.outputKeys()) {
      Awaitility.await(output)
          .atMost(DEADLINE)
          .until(() -> !stage.read(options.get(output)).isEmpty());
    }
    assertThat(running.status()).isEqualTo(JobStatus.RUNNING);
    running.cancel(DEADLINE);
  }

  /** One after the other: a sink that is refused may end its TaskManager, and others with it. */
  @ParameterizedTest
  @MethodSource("rightsOfIngest")
  void failsLoudlyWithoutOneOfTheRights(Right missing) throws Exception {
    SecuredJob job = SecuredJob.INGEST;
    Map<String, String> options = stage.newJob(job, job.rightsWithout(missing));
    stage.send(options.get("source.topics"), EVENTS);
    try {
      LocalJob started = stage.start(job, options, SecretsAndKeys::variable);
      started.awaitStatus(JobStatus.FAILED, DEADLINE);
      assertRefused(missing, started.lastFailure());
    } catch (IllegalStateException beforeItRuns) {
      assertRefused(missing, beforeItRuns);
    }
  }

  static List<Right> rightsOfIngest() {
    return SecuredJob.INGEST.rights();
  }

  @Test
  void failsLoudlyWithAWrongPasswordAndDoesNotSayIt() throws Exception {
    Map<String, String> options = newJob();
    String wrong = "pw-wrong-Zx1vC5bNm3";
    LocalJob job = stage.start(SecuredJob.INGEST, options, name -> wrong);
    job.awaitStatus(JobStatus.FAILED, DEADLINE);
    Throwable failure = job.lastFailure();
    assertThat(failure).isNotNull();
    assertThat(ExceptionUtils.stringifyException(failure))
        .contains(SaslAuthenticationException.class.getName())
        .doesNotContain(wrong);
    RestPages pages = new RestPages(stage.flink.webAddress(), stage.secrets.flink);
    assertThat(pages.ofJob(job.id().toString())).doesNotContain(wrong);
    assertThat(log()).doesNotContain(wrong);
  }

  @Test
  void aDryRunShowsThatSecretsAreThereAndNotWhatTheyAre() throws Exception {
    Map<String, String> options = newJob();
    Path output = directory.resolve("dry-run.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("dev.breakwater.jobs.Jobs", "ingest", "--dry-run"));
    command.addAll(stage.arguments(SecuredJob.INGEST, options));
    // Without the checkpoints that are configured there the job would refuse to start.
    command.addAll(List.of("--local", README.resolveSibling("../conf/flink").toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    String password = String.valueOf(SecretsAndKeys.variable(SecretsAndKeys.VARIABLE));
    builder.environment().put(SecretsAndKeys.VARIABLE, password);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    String commands = commandLines();
    assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    String printed = Files.readString(output);
    assertThat(process.exitValue()).as(printed).isZero();
    assertThat(commands).contains("--dry-run");
    assertThat(printed)
        .contains("kafka.properties.sasl.jaas.config = ******")
        .contains("kafka.properties.ssl.truststore.password = ******");
    assertWithoutSecrets("dry run", printed);
    assertWithoutSecrets("commands", commands);
  }

  @Test
  void theWebInterfaceTalksTlsOnly() throws Exception {
    URI web = stage.flink.webAddress();
    assertThat(web.getScheme()).isEqualTo("https");
    assertThat(new RestPages(web, stage.secrets.flink).get("/overview")).contains("taskmanagers");
    assertThatThrownBy(() -> new RestPages(web, stage.secrets.kafka).get("/overview"))
        .as("a certificate that is not trusted")
        .isInstanceOf(SSLException.class);
    try (Socket plain = new Socket(web.getHost(), web.getPort())) {
      plain.setSoTimeout((int) DEADLINE.toMillis());
      plain
          .getOutputStream()
          .write("GET /overview HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = plain.getInputStream().readNBytes(12);
      assertThat(new String(answer, StandardCharsets.US_ASCII)).isNotEqualTo("HTTP/1.1 200");
    }
  }

  @Test
  void taskManagersTalkToNobodyWithoutACertificate() throws Exception {
    RestPages pages = new RestPages(stage.flink.webAddress(), stage.secrets.flink);
    Matcher port = Pattern.compile("\"dataPort\":(\\d+)").matcher(pages.get("/taskmanagers"));
    assertThat(port.find()).isTrue();
    int data = Integer.parseInt(port.group(1));
    try (SSLSocket known = pages.socket(data, true)) {
      known.startHandshake();
      assertThat(known.getSession().getPeerPrincipal().getName()).isEqualTo("CN=127.0.0.1");
    }
    try (SSLSocket stranger = pages.socket(data, false)) {
      assertThatThrownBy(stranger::startHandshake).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theReadmeListsTheRights(SecuredJob job) throws IOException {
    StringBuilder table = new StringBuilder("| operation | of | name | for |\n|---|---|---|---|\n");
    job.rights().forEach(right -> table.append(right.row()));
    assertThat(Files.readString(README))
        .contains(
            "<!-- begin rights of %1$s -->\n%2$s<!-- end rights of %1$s -->"
                .formatted(job.title(), table));
  }

  private static Map<String, String> newJob() throws Exception {
    return stage.newJob(SecuredJob.INGEST, SecuredJob.INGEST.rights());
  }

  private static void assertRefused(Right missing, @Nullable Throwable failure) {
    assertThat(failure).as("%s", missing).isNotNull();
    assertThat(ExceptionUtils.stringifyException(failure))
        .as("%s", missing)
        .contains(missing.refusal());
  }

  private static void assertWithoutSecrets(String where, String text) {
    assertThat(text).as(where).isNotBlank();
    for (String secret : SecretsAndKeys.all()) {
      assertThat(text.contains(secret)).as("%s in %s", secret, where).isFalse();
    }
  }

  /** Everything that was logged at INFO and above in this JVM. */
  private static String log() throws IOException {
    return Files.readString(
        Path.of(System.getProperty("breakwater.root"), "jobs", "target", "tests.log"));
  }

  /** Those of this process and of the ones it started. */
  private static String commandLines() {
    ProcessHandle self = ProcessHandle.current();
    return Stream.concat(Stream.of(self), self.descendants())
        .map(process -> process.info().arguments().map(List::of).orElse(List.of()))
        .map(arguments -> String.join(" ", arguments))
        .collect(Collectors.joining("\n"));
  }

  private static String text(List<ConsumerRecord<byte[], byte[]>> records) {
    StringBuilder text = new StringBuilder();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      text.append(new String(record.value(), StandardCharsets.UTF_8)).append('\n');
      for (Header header : record.headers()) {
        text.append(header.key())
            .append('=')
            .append(new String(header.value(), StandardCharsets.UTF_8))
            .append('\n');
      }
    }
    return text.toString();
  }
}
