package dev.breakwater.scripts.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A client of one Flink cluster's REST interface, for any Flink 2.2.
 *
 * <p>It is given the addresses of all JobManagers; whichever answers forwards to the leader. Each
 * call is one request, or one per address; nothing is waited for but the answer. Safe for several
 * threads.
 *
 * <p>All methods throw {@link FlinkRestException} when no address answers or the answer is an
 * error.
 */
public final class FlinkRest {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Exchange exchange;

  private FlinkRest(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * A client without authentication.
   *
   * @param addresses of the JobManagers, like {@code http://127.0.0.1:8081}; at least one
   */
  public static FlinkRest of(List<URI> addresses) {
    return of(addresses, null, ANSWER);
  }

  /**
   * A client with its own trust and patience.
   *
   * @param tls what to trust, see {@link TrustStore}; null for the JVM's own
   * @param answer how long to wait for each answer
   */
  public static FlinkRest of(List<URI> addresses, @Nullable SSLContext tls, Duration answer) {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("REST addresses must not be empty");
    }
    HttpClient.Builder client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    if (tls != null) {
      client.sslContext(tls);
    }
    List<URI> bases = addresses.stream().map(FlinkRest::withoutSlash).toList();
    return new FlinkRest(new Exchange(client.build(), bases, answer));
  }

  /** The address that answered last, for messages. */
  public URI address() {
    return exchange.answering();
  }

  /** Jobs that run, and those that ended of late. */
  public List<Job> jobs() {
    return Answers.list(get("/jobs/overview").path("jobs"), Answers::job);
  }

  public JobDetail job(String job) {
    return Answers.detail(get("/jobs/" + job));
  }

  /** The current attempts of a vertex, by subtask. */
  public List<JobDetail.Subtask> subtasks(String job, String vertex) {
    return Answers.list(
        get("/jobs/%s/vertices/%s".formatted(job, vertex)).path("subtasks"), Answers::subtask);
  }

  /** Causes of restarts, newest first; Flink keeps the last 16. */
  public List<JobFailure> exceptions(String job) {
    JsonNode history = get("/jobs/%s/exceptions".formatted(job)).path("exceptionHistory");
    return Answers.list(history.path("entries"), Answers::failure);
  }

  public Checkpoints checkpoints(String job) {
    return Answers.checkpoints(get("/jobs/%s/checkpoints".formatted(job)));
  }

  /** The leading JobManager's settings, as it started with them; Flink hides secrets. */
  public Map<String, String> configuration() {
    return Answers.pairs(get("/jobmanager/config"), "key");
  }

  public List<TaskManager> taskManagers() {
    return Answers.list(get("/taskmanagers").path("taskmanagers"), Answers::taskManager);
  }

  /**
   * Metrics by name; what there is none of is missing.
   *
   * @param of what they belong to, like {@code /jobs/ID} or {@code /jobs/ID/vertices/ID}
   */
  public Map<String, String> metrics(String of, Collection<String> names) {
    String query = URLEncoder.encode(String.join(",", names), StandardCharsets.UTF_8);
    return Answers.pairs(get("%s/metrics?get=%s".formatted(of, query)), "id");
  }

  /** Names of all metrics of it, see {@link #metrics}. */
  public Collection<String> metricNames(String of) {
    return Answers.pairs(get(of + "/metrics"), "id").keySet();
  }

  /**
   * Asks for a savepoint after which the job ends; see {@link #savepoint(String, String)} for how
   * it went.
   *
   * @param directory where to, null for the cluster's default
   * @param drain fires all windows first: only to retire a job for good
   * @return the id of the request
   */
  public String stop(String job, @Nullable String directory, boolean drain) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("drain", drain);
    return trigger(
        "/jobs/%s/stop".formatted(job), withDirectory(body, "targetDirectory", directory));
  }

  /** Asks for a savepoint; the job goes on. Parameters and result as in {@link #stop}. */
  public String takeSavepoint(String job, @Nullable String directory) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("cancel-job", false);
    return trigger(
        "/jobs/%s/savepoints".formatted(job), withDirectory(body, "target-directory", directory));
  }

  /** How a savepoint goes that {@link #stop} or {@link #takeSavepoint} asked for. */
  public Operation savepoint(String job, String request) {
    return Answers.operation(get("/jobs/%s/savepoints/%s".formatted(job, request)));
  }

  /** Asks Flink to delete a savepoint; how it went says {@link #disposal}. */
  public String dispose(String savepoint) {
    return trigger(
        "/savepoint-disposal",
        JsonNodeFactory.instance.objectNode().put("savepoint-path", savepoint));
  }

  public Operation disposal(String request) {
    return Answers.operation(get("/savepoint-disposal/" + request));
  }

  /** Cancels a job, without a savepoint. Returns before the job has ended. */
  public void cancel(String job) {
    exchange.request("PATCH", "/jobs/%s?mode=cancel".formatted(job), "");
  }

  /** Any other resource of Flink's REST interface, as it comes. */
  public JsonNode get(String path) {
    return exchange.request("GET", path, "");
  }

  private String trigger(String path, ObjectNode body) {
    return exchange.request("POST", path, body.toString()).path("request-id").asText();
  }

  private static ObjectNode withDirectory(ObjectNode body, String key, @Nullable String directory) {
    return directory == null ? body : body.put(key, directory);
  }

  private static URI withoutSlash(URI address) {
    String text = address.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
  }
}
