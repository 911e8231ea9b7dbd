package dev.breakwater.scripts.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/**
 * Requests to one of several JobManagers: each of them forwards to the leader, so the first that
 * answers will do. The last one that did is asked first.
 *
 * <p>A request that changes something goes to another address only when it has certainly not
 * arrived.
 */
final class Exchange {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final List<URI> addresses;
  private final Duration timeout;
  private volatile int preferred;

  Exchange(HttpClient client, List<URI> addresses, Duration timeout) {
    this.client = client;
    this.addresses = addresses;
    this.timeout = timeout;
  }

  /**
   * Asks for JSON.
   *
   * @param method {@code GET}, {@code POST}…
   * @param path with the leading slash, and the query if there is one
   * @param body JSON, empty for none
   */
  JsonNode request(String method, String path, String body) {
    int first = preferred;
    FlinkRestException failure = null;
    for (int i = 0; i < addresses.size(); i++) {
      int index = (first + i) % addresses.size();
      URI uri = URI.create(addresses.get(index) + path);
      try {
        JsonNode answer = json(uri, send(uri, method, body));
        preferred = index;
        return answer;
      } catch (FlinkRestException e) {
        if (!elsewhere(method, e)) {
          throw e;
        }
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
    }
    throw failure == null ? new IllegalStateException("no address") : failure;
  }

  /** The address that answered last. */
  URI answering() {
    return addresses.get(preferred);
  }

  private static boolean elsewhere(String method, FlinkRestException failure) {
    if (!failure.unavailable()) {
      return false;
    }
    return method.equals("GET")
        || failure.status() != 0
        || failure.getCause() instanceof ConnectException
        || failure.getCause() instanceof HttpConnectTimeoutException;
  }

  private HttpResponse<String> send(URI uri, String method, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new FlinkRestException(uri, 0, "no answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted at " + uri));
    }
  }

  private static JsonNode json(URI uri, HttpResponse<String> response) {
    int status = response.statusCode();
    String body = response.body();
    JsonNode node;
    try {
      node = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new FlinkRestException(uri, status, "is not JSON: " + firstLine(body), e);
    }
    if (status / 100 != 2) {
      JsonNode error = node.path("errors").path(0);
      throw new FlinkRestException(
          uri, status, firstLine(error.isTextual() ? error.asText() : body), null);
    }
    return node;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("(empty)");
  }
}
