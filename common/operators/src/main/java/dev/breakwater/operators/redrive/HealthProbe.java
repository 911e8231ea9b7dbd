package dev.breakwater.operators.redrive;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks the target how it is, without waiting for the answer. */
interface HealthProbe {

  /** What is wrong; for the answer that nothing is. */
  String NOTHING = "";

  /**
   * Asks once.
   *
   * @param answer called once, on any thread: what is wrong, or {@link #NOTHING}
   */
  void ask(Consumer<String> answer);

  /** By HTTP. The client's threads are daemons that end with the last reference to it. */
  @SuppressWarnings("FutureReturnValueIgnored") // An answer after the end has nobody to hear it.
  static HealthProbe http(HealthConfig config) {
    URI url = Objects.requireNonNull(config.url(), "url");
    Duration timeout = config.timeout();
    HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();
    HttpRequest question = HttpRequest.newBuilder(url).timeout(timeout).GET().build();
    return answer ->
        client
            .sendAsync(question, BodyHandlers.discarding())
            .handle(HealthProbe::wrong)
            .thenAccept(answer);
  }

  private static String wrong(@Nullable HttpResponse<Void> response, @Nullable Throwable failure) {
    if (response == null) {
      return String.valueOf(failure);
    }
    int status = response.statusCode();
    return status / 100 == 2 ? NOTHING : "status " + status;
  }
}
