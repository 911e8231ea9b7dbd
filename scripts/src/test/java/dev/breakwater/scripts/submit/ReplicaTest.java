package dev.breakwater.scripts.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.breakwater.jobs.reconcile.ReconcileConfig;
import dev.breakwater.jobs.reconcile.ReconcileOptions;
import dev.breakwater.operators.config.Launch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicas beside each other: what they are called, and from which states they may start. */
class ReplicaTest {

  private static final Path JOBS = Path.of(System.getProperty("breakwater.root", "."), "conf/jobs");
  private static final JobRequest AGGREGATE =
      JobRequest.of("aggregate", JOBS.resolve("aggregate.yaml"));

  @TempDir Path directory;

  @Test
  void itsNameIsBehindInstanceAndTopic() {
    JobSubmission submission = submission(URI.create("http://127.0.0.1:1"));
    JobRequest replica = submission.replica(AGGREGATE, new Replica("b"));
    assertThat(replica.overrides())
        .containsExactly(
            "--job.instance", "flights-aggregate.b", "--sink.topic", "flights.delays.b");
    assertThat(submission.instance(replica)).isEqualTo("flights-aggregate.b");
  }

  @Test
  void goesOverWhatTheCommandLineSaysAndLeavesTheRest() {
    JobRequest given =
        AGGREGATE.withOverrides(
            List.of("--job.instance=hourly", "--sink.topic", "hours", "--source.start", "latest"));
    assertThat(
            submission(URI.create("http://127.0.0.1:1"))
                .replica(given, new Replica("a"))
                .overrides())
        .containsExactly(
            "--source.start", "latest", "--job.instance", "hourly.a", "--sink.topic", "hours.a");
  }

  @Test
  void whatTheReplicasWriteIsWhatReconcileReads() throws Exception {
    String[] arguments = {"--config", JOBS.resolve("reconcile.yaml").toString()};
    ReconcileConfig reconcile =
        Launch.of(arguments, ReconcileOptions.catalog(), name -> null)
            .configure(ReconcileConfig::from);
    JobSubmission submission = submission(URI.create("http://127.0.0.1:1"));
    assertThat(reconcile.quorum().replicas())
        .hasSize(3)
        .allSatisfy(
            replica ->
                assertThat(submission.replica(AGGREGATE, new Replica(replica.name())).overrides())
                    .endsWith("--sink.topic", replica.topic()));
  }

  @Test
  void refusesNamesAndJobsThatCannotBe() {
    assertThatThrownBy(() -> new Replica("A/b"))
        .isInstanceOf(SubmitException.class)
        .hasMessageContaining("--replica must be 1 to 32 of a-z, 0-9 and '-'")
        .hasMessageContaining("was A/b");
    JobRequest redrive = JobRequest.of("redrive", JOBS.resolve("redrive.yaml"));
    assertThatThrownBy(
            () -> submission(URI.create("http://127.0.0.1:1")).replica(redrive, new Replica("a")))
        .hasMessage("--replica needs a job with a sink.topic, was redrive");
  }

  @Test
  void knowsWhoseAStateIs() {
    SavedStates states = SavedStates.of(configuration());
    assertThat(states.owner(state("flights-aggregate.a"))).isEqualTo("flights-aggregate.a");
    assertThat(states.owner("file:" + state("flights-aggregate.b")))
        .isEqualTo("flights-aggregate.b");
    assertThat(states.owner(directory + "/checkpoints/orders/0123/chk-7")).isEqualTo("orders");
    assertThat(states.owner(directory + "/elsewhere/orders/savepoint-1")).isNull();
    assertThat(states.owner(null)).isNull();
  }

  @Test
  void startsFromItsOwnStatesOnly() {
    SavedStates states = SavedStates.of(configuration());
    Replica.requireOwn(state("flights-aggregate.b"), states, "flights-aggregate.b");
    assertThatThrownBy(
            () -> Replica.requireOwn(state("flights-aggregate.a"), states, "flights-aggregate.b"))
        .isInstanceOf(SubmitException.class)
        .hasMessageContaining("is no state of flights-aggregate.b")
        .hasMessageContaining("takes over its transactions")
        .hasMessageContaining("--fresh");
    assertThatThrownBy(
            () -> Replica.requireOwn("/elsewhere/savepoint-1", states, "flights-aggregate.b"))
        .hasMessageContaining("/elsewhere/savepoint-1 is no state of flights-aggregate.b");
  }

  @Test
  void noJobStartsFromTheStateOfAnotherOneThatRuns() throws Exception {
    HttpServer cluster =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    cluster.createContext("/", this::answer);
    cluster.start();
    try {
      JobSubmission submission =
          submission(URI.create("http://127.0.0.1:" + cluster.getAddress().getPort()));
      StartFrom running = StartFrom.path(state("flights-aggregate.a"));
      assertThatThrownBy(() -> submission.submit(AGGREGATE, running))
          .isInstanceOf(SubmitException.class)
          .hasMessageContaining("is a state of flights-aggregate.a, which runs")
          .hasMessageContaining("flights-aggregate would take over its transactions");
    } finally {
      cluster.stop(0);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body =
        exchange.getRequestURI().getPath().equals("/jobs/overview")
            ? """
              {"jobs":[{"jid":"a1","name":"flights-aggregate.a","state":"RUNNING","start-time":1000,
                        "end-time":-1,"tasks":{"total":4,"running":4}}]}
              """
            : """
              [{"key":"execution.checkpointing.dir","value":"%1$s/checkpoints"},
               {"key":"execution.checkpointing.savepoint-dir","value":"%1$s/savepoints"}]
              """
                .formatted(directory);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String state(String instance) {
    return directory + "/savepoints/" + instance + "/savepoint-1";
  }

  private Map<String, String> configuration() {
    return Map.of(
        "execution.checkpointing.dir", directory + "/checkpoints",
        "execution.checkpointing.savepoint-dir", directory + "/savepoints");
  }

  private static JobSubmission submission(URI cluster) {
    return new JobSubmission(Target.of(List.of(cluster), null));
  }
}
