package dev.breakwater.testkit.pulsar;

import dev.breakwater.testkit.kafka.LoopbackPorts;
import dev.breakwater.testkit.process.ServerFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What the server's web interface is asked for, in its default namespace. */
public final class PulsarAdmin {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String NAMESPACE = "public/default";

  private final HttpClient client = HttpClient.newHttpClient();
  private final String root;
  private final String token;

  PulsarAdmin(int port, String token) {
    this.root = "http://" + LoopbackPorts.HOST + ':' + port + "/admin/v2/";
    this.token = token;
  }

  /** A new topic of so many partitions; without any where there are 0. */
  public void createTopic(String topic, int partitions) {
    if (partitions == 0) {
      call("PUT", "persistent/" + NAMESPACE + '/' + topic, "");
    } else {
      call("PUT", partitions(topic), Integer.toString(partitions));
    }
  }

  /** More partitions than the topic has. */
  public void setPartitions(String topic, int partitions) {
    call("POST", partitions(topic), Integer.toString(partitions));
  }

  /** Allows the user to do something with all topics: produce or consume. */
  public void grant(String user, String action) {
    call("POST", "namespaces/" + NAMESPACE + "/permissions/" + user, "[\"" + action + "\"]");
  }

  /** Closes what the topic's last messages are in: what comes now goes into another ledger. */
  public void unload(String topic) {
    call("PUT", "persistent/" + NAMESPACE + '/' + topic + "/unload", "");
  }

  /** Deletes the ledgers that no subscription and no retention needs. */
  public void trim(String topic) {
    call("POST", "persistent/" + NAMESPACE + '/' + topic + "/trim", "");
  }

  /** Moves a subscription behind the last message. */
  public void skipAll(String topic, String subscription) {
    call(
        "POST",
        "persistent/%s/%s/subscription/%s/skip_all".formatted(NAMESPACE, topic, subscription),
        "");
  }

  /** What the server knows of the topic: JSON. */
  public String stats(String topic) {
    return call("GET", "persistent/" + NAMESPACE + '/' + topic + "/stats", "");
  }

  boolean isReady() {
    try {
      return send("GET", "namespaces/public", "").body().contains(NAMESPACE);
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String partitions(String topic) {
    return "persistent/" + NAMESPACE + '/' + topic + "/partitions";
  }

  private String call(String method, String path, String body) {
    try {
      HttpResponse<String> response = send(method, path, body);
      if (response.statusCode() >= 300) {
        throw new ServerFailedException(
            "%s %s was answered %d: %s"
                .formatted(method, path, response.statusCode(), response.body()),
            null);
      }
      return response.body();
    } catch (IOException e) {
      throw new ServerFailedException("%s %s was not answered".formatted(method, path), e);
    }
  }

  private HttpResponse<String> send(String method, String path, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(root + path))
            .timeout(DEADLINE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailedException("interrupted while the server was asked", e);
    }
  }
}
