package dev.breakwater.operators.lookup;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls by the JDK's HTTP client, with a few threads that it and the timers share.
 *
 * <p>The client of JDK 17 cannot be closed. Closing this cancels its calls and ends the threads;
 * the client's own thread, with its idle connections, ends when the client is no longer reachable,
 * at the next garbage collection. Redirects are never followed: nobody but the configuration says
 * where requests and their secrets go.
 */
final class HttpTransport implements Transport {

  private static final Logger LOGGER = LoggerFactory.getLogger(HttpTransport.class);
  private static final int THREADS = 2;
  private static final long CLOSE_SECONDS = 5;
  private static final AtomicInteger THREAD_NUMBER = new AtomicInteger();

  private final ScheduledThreadPoolExecutor threads;
  private final AnswerReader reader;
  private final HttpRequest.Builder template;
  private final AnswerRules rules;
  private final long deadlineMillis;

  /** By number: futures are compared by nobody. */
  private final Map<Long, CompletableFuture<?>> calls = new ConcurrentHashMap<>();

  private final AtomicLong callNumber = new AtomicLong();
  private volatile @Nullable HttpClient client;

  HttpTransport(LookupConfig config) {
    this.rules = config.answer();
    this.reader = new AnswerReader(rules);
    this.deadlineMillis = config.calls().deadlineMillis();
    this.template = HttpRequest.newBuilder().GET();
    config.http().headers().forEach(template::header);
    this.threads = new ScheduledThreadPoolExecutor(THREADS, HttpTransport::thread);
    threads.setRemoveOnCancelPolicy(true);
    boolean isSecure = config.url().endpoint().startsWith("https:");
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .executor(threads)
            .connectTimeout(Duration.ofMillis(deadlineMillis))
            .followRedirects(HttpClient.Redirect.NEVER)
            // Without TLS every connection would begin with an offer that most servers ignore.
            .version(isSecure ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
    HttpSettings.TrustStore trust = config.http().trustStore();
    if (isSecure && trust != null) {
      builder.sslContext(Trust.context(trust));
    }
    this.client = builder.build();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "breakwater-lookup-" + THREAD_NUMBER.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void call(String url, Consumer<Reply> done) {
    HttpClient open = client;
    if (open == null) {
      return;
    }
    HttpRequest request;
    try {
      request = template.copy().uri(URI.create(url)).build();
    } catch (IllegalArgumentException e) {
      done.accept(Reply.of(Ending.REFUSED, "the URL is none that can be asked"));
      return;
    }
    CompletableFuture<HttpResponse<BoundedBody.Body>> exchange =
        open.sendAsync(request, head -> new BoundedBody(rules.maxBytes()));
    long number = callNumber.incrementAndGet();
    calls.put(number, exchange);
    Future<?> deadline =
        threads.schedule(() -> exchange.cancel(true), deadlineMillis, TimeUnit.MILLISECONDS);
    CompletableFuture<?> unused =
        exchange.whenComplete(
            (response, error) -> {
              calls.remove(number);
              deadline.cancel(false);
              done.accept(error != null ? failed(error) : read(response));
            });
  }

  /** Never throws: whoever asked would wait for ever. */
  private Reply read(HttpResponse<BoundedBody.Body> response) {
    try {
      String header = response.headers().firstValue("Retry-After").orElse(null);
      long retryAfter = RetryAfter.millis(header, Instant.now());
      return reader.read(response.statusCode(), response.body(), retryAfter);
    } catch (RuntimeException | StackOverflowError e) {
      LOGGER.debug("answer cannot be read", e);
      return Reply.of(Ending.GARBAGE, "reading the answer threw " + e.getClass().getName());
    }
  }

  private Reply failed(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (cause instanceof CancellationException
        || cause instanceof java.net.http.HttpTimeoutException) {
      return Reply.of(Ending.TIMEOUT, "no answer within " + deadlineMillis + " ms");
    }
    LOGGER.debug("call failed", cause);
    return Reply.of(Ending.CONNECTION, "no connection: " + cause.getClass().getSimpleName());
  }

  @Override
  public void after(long millis, Runnable action) {
    Future<?> unused = threads.schedule(action, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    client = null;
    calls.values().forEach(call -> call.cancel(true));
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOGGER.warn("threads of a lookup have not ended seconds={}", CLOSE_SECONDS);
      }
    } catch (InterruptedException e) {
      // A task that is cancelled closes while it is interrupted; the threads end by themselves.
      Thread.currentThread().interrupt();
    }
  }
}
