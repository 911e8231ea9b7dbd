package dev.breakwater.scripts.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scripts.drill.measure.Measures;
import dev.breakwater.scripts.drill.measure.Timeline;
import dev.breakwater.scripts.input.Input;
import dev.breakwater.scripts.input.InputServer;
import dev.breakwater.scripts.input.Outlet;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The drills on the inputs beside Kafka: what is started for them, and what they complain of. */
class InputDrillsTest {

  private static final RunTopics TOPICS = new RunTopics("mark");
  private static final String SECRET = "secret";

  private final FakeServer server = new FakeServer();

  @ParameterizedTest
  @EnumSource(Input.class)
  void theShippedConfigurationIsStartedWithWhatTheServerSays(Input input) throws IOException {
    Pipeline pipeline = Pipeline.outOf(input);
    assertThat(pipeline.input()).isEqualTo(input);
    JobSpec job = only(pipeline, new InputKillDrill(input));
    assertThat(job.name()).isEqualTo("ingest");
    assertThat(job.lastOfEach())
        .containsSubsequence("--at", "7")
        .containsSubsequence("--sink.topic", TOPICS.clean())
        .containsSubsequence("--dead-letter.topic", TOPICS.dead())
        .doesNotContain("--source.topics");
    assertThat(Files.readString(job.connector().configuration(job.name())))
        .contains("source:\n  kind: " + input.kind() + "\n")
        .contains("${" + secretOf(input) + "}");
    assertThat(job.connector().secrets()).containsEntry("NAME", SECRET);
    assertThat(job.toString()).doesNotContain(SECRET);
  }

  @Test
  void onlyTheJobOfTheCutIsBehindTheProxy() {
    JobSpec straight = only(Pipeline.RABBITMQ, new InputKillDrill(Input.RABBITMQ));
    assertThat(straight.options()).containsSubsequence("--at", "7");
    Drill cut = new RabbitCutDrill();
    try (Partners partners = Partners.reading(server, cut)) {
      JobSpec behind = cut.pipeline().jobs(TOPICS, partners).get(0);
      String port = Integer.toString(partners.proxy().port());
      assertThat(behind.options()).containsSubsequence("--at", port);
      assertThat(port).isNotEqualTo("7");
    }
    assertThat(server.closed).as("with its partners").isTrue();
  }

  @Test
  void ofKafkaNothingChanges() {
    JobSpec job = only(Pipeline.INGEST, new TaskManagerKillDrill());
    assertThat(job.connector()).isEqualTo(Connector.KAFKA);
    assertThat(job.connector().classPath()).isEmpty();
    assertThat(job.connector().configuration("ingest")).exists().hasFileName("ingest.yaml");
    assertThat(job.lastOfEach())
        .containsExactly(
            "--source.topics",
            TOPICS.in(),
            "--sink.topic",
            TOPICS.clean(),
            "--dead-letter.topic",
            TOPICS.dead());
    assertThat(Pipeline.INGEST.missing()).isEmpty();
    assertThatThrownBy(Partners.NONE::input)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the pipeline has no server to read from but Kafka");
    assertThatThrownBy(Partners.NONE::service).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aKilledSourceMustHaveReceivedWhatNoCheckpointHad() {
    Drill drill = new SourceKillDrill(Input.PULSAR);
    assertThat(drill.complaints(seen(Map.of("uncommitted_offsets", 1_900.0), 12))).isEmpty();
    assertThat(drill.complaints(seen(Map.of("uncommitted_offsets", 0.0), 12)))
        .containsExactly("nothing had been received that no checkpoint had");
    assertThat(drill.complaints(seen(Map.of(), 12))).hasSize(1);
    assertThat(drill.complaints(seen(Map.of("uncommitted_offsets", 1_900.0), 41)))
        .singleElement()
        .asString()
        .startsWith("no committed output for 41");
  }

  @Test
  void thePrefetchOfTheLongIntervalIsOfRabbitOnly() {
    Drill rabbit = new SourceKillDrill(Input.RABBITMQ);
    assertThat(rabbit.options()).containsExactly("--rabbitmq.rate", "4000");
    assertThat(new SourceKillDrill(Input.PULSAR).options()).isEmpty();
    assertThat(rabbit.flink()).containsEntry("execution.checkpointing.interval", "5 s");
  }

  @Test
  void anOutageMayTakeTheOutputAwayForAsLongAsItLastsAndSomeTime() {
    assertThat(new InputKillDrill(Input.PULSAR).complaints(seen(Map.of(), 90))).isEmpty();
    assertThat(new InputKillDrill(Input.PULSAR).complaints(seen(Map.of(), 91))).hasSize(1);
    assertThat(new RabbitCutDrill().complaints(seen(Map.of(), 70))).isEmpty();
    assertThat(new RabbitCutDrill().complaints(seen(Map.of(), 71))).hasSize(1);
  }

  private JobSpec only(Pipeline pipeline, Drill drill) {
    List<JobSpec> jobs = pipeline.jobs(TOPICS, Partners.reading(server, drill));
    assertThat(jobs).hasSize(1);
    return jobs.get(0);
  }

  private static String secretOf(Input input) {
    return input == Input.PULSAR ? "INGEST_PULSAR_TOKEN" : "INGEST_RABBITMQ_PASSWORD";
  }

  private static Observed seen(Map<String, Double> figures, double gap) {
    Measures measures = new Measures(gap, gap, OptionalDouble.of(gap));
    return new Observed(
        new Timeline(Rounds.START), measures, Rounds.START, Rounds.START, figures, Map.of());
  }

  /** A server that is none. */
  private static final class FakeServer implements InputServer {

    private boolean closed;

    @Override
    public int port() {
      return 7;
    }

    @Override
    public List<String> topics() {
      return List.of("in");
    }

    @Override
    public List<String> options(int port) {
      return List.of("--at", Integer.toString(port));
    }

    @Override
    public Map<String, String> secrets() {
      return Map.of("NAME", SECRET);
    }

    @Override
    public Outlet outlet() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void kill() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void restart() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
