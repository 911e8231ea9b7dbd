package dev.breakwater.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the client that jobs use too. */
class AirportServiceTest {

  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofHours(1);

  private final Airports airports = Airports.load();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(DEADLINE).build();
  private AirportService service;

  @BeforeEach
  void start() {
    service = AirportService.start(0);
  }

  @AfterEach
  void stop() {
    service.close();
    Awaitility.await().atMost(DEADLINE).until(() -> service.open() == 0);
  }

  @Test
  void answersAirports() throws Exception {
    HttpResponse<String> answer = get("/airports/ORD");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).isEqualTo(airports.json("ORD"));
    assertThat(get("/airports/XXX").statusCode()).isEqualTo(404);
    assertThat(get("/airports/ORD?fields=name").statusCode()).isEqualTo(200);
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertCalls(3, Ending.OK, 2, Ending.NOT_FOUND, 1);
  }

  @Test
  void answersManyAtOnceOverFewConnections() throws Exception {
    for (int round = 0; round < 5; round++) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (String code : airports.codes()) {
        answers.add(ask("/airports/" + code, DEADLINE));
      }
      int i = 0;
      for (String code : airports.codes()) {
        assertThat(await(answers.get(i++)).body()).isEqualTo(airports.json(code));
      }
    }
    assertThat(service.open()).isLessThanOrEqualTo(223);
    assertCalls(5 * 223, Ending.OK, 5 * 223, Ending.NOT_FOUND, 0);
  }

  @Test
  void takesQuestionsOnly() throws Exception {
    HttpRequest post =
        request("/airports/ORD", DEADLINE).POST(HttpRequest.BodyPublishers.ofString("x")).build();
    assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    assertCalls(1, Ending.REFUSED, 1, Ending.OK, 0);
  }

  @Test
  void refusesConnectionsWhileItIsDownAndKeepsItsPort() throws Exception {
    get("/airports/ORD");
    service.become(new Fault.Down());
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> get("/airports/ORD")).isInstanceOf(ConnectException.class);
    }
    service.become(new Fault.None());
    assertThat(get("/airports/ORD").statusCode()).isEqualTo(200);
    assertCalls(2, Ending.OK, 2, Ending.UNANSWERED, 0);
  }

  @Test
  void resetsWhatWaitsWhenItGoesDown() throws Exception {
    service.become(new Fault.Slow(LONG));
    CompletableFuture<HttpResponse<String>> answer = ask("/airports/ORD", DEADLINE);
    awaitBegun(1);
    service.become(new Fault.Down());
    assertBroken(answer);
    Awaitility.await().atMost(DEADLINE).until(() -> ended(Ending.UNANSWERED) == 1);
  }

  @Test
  void resetsWhoAsks() throws Exception {
    service.become(new Fault.Reset());
    assertBroken(ask("/airports/ORD", DEADLINE));
    assertThat(ended(Ending.UNANSWERED)).isPositive();
  }

  @Test
  void isSilentAndForgetsThoseWhoWait() throws Exception {
    service.become(new Fault.Silent());
    assertThatThrownBy(() -> await(ask("/airports/ORD", SHORT)))
        .hasCauseInstanceOf(HttpTimeoutException.class);
    CompletableFuture<HttpResponse<String>> answer = ask("/airports/ORD", DEADLINE);
    awaitBegun(2);
    // The client asks once more by itself when it is reset.
    service.become(new Fault.Reset());
    assertBroken(answer);
    service.become(new Fault.None());
    assertThat(get("/airports/ORD").statusCode()).isEqualTo(200);
  }

  @Test
  void seesWhoGivesUpOnItsSilence() {
    service.become(new Fault.Silent());
    CompletableFuture<HttpResponse<String>> answer = ask("/airports/ORD", SHORT);
    assertThatThrownBy(() -> await(answer)).hasCauseInstanceOf(HttpTimeoutException.class);
    Awaitility.await().atMost(DEADLINE).until(() -> service.open() == 0);
    assertThat(ended(Ending.UNANSWERED)).isEqualTo(1);
  }

  @Test
  void isLateAndAnswersAtOnceWhenThatEnds() throws Exception {
    service.become(new Fault.Slow(LONG));
    CompletableFuture<HttpResponse<String>> answer = ask("/airports/ORD", DEADLINE);
    awaitBegun(1);
    assertThat(answer).isNotDone();
    service.become(new Fault.None());
    assertThat(await(answer).body()).isEqualTo(airports.json("ORD"));
  }

  @Test
  void isLateByTheLatency() throws Exception {
    service.become(new Fault.Slow(SHORT));
    long start = System.nanoTime();
    assertThat(get("/airports/ORD").statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
  }

  @Test
  void isOutOfOrderOrBusy() throws Exception {
    service.become(new Fault.Failing());
    assertThat(get("/airports/ORD").statusCode()).isEqualTo(500);
    service.become(new Fault.Busy(Duration.ofMillis(1_200)));
    HttpResponse<String> answer = get("/airports/ORD");
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    assertCalls(2, Ending.ERROR, 1, Ending.BUSY, 1);
  }

  @Test
  void answersGarbage() throws Exception {
    service.become(Fault.Garbage.NOT_JSON);
    assertThat(get("/airports/ORD").body()).startsWith("<html>");
    service.become(Fault.Garbage.NOT_HTTP);
    assertBroken(ask("/airports/ORD", DEADLINE));
    service.become(Fault.Garbage.TRUNCATED);
    assertBroken(ask("/airports/ORD", DEADLINE));
    assertThat(ended(Ending.GARBAGE)).isGreaterThanOrEqualTo(3);
  }

  @Test
  void announcesFewerBytesThanItSends() throws Exception {
    service.become(Fault.Garbage.WRONG_LENGTH);
    String whole = Objects.requireNonNull(airports.json("ORD"));
    assertThat(get("/airports/ORD").body()).isEqualTo(whole.substring(0, whole.length() / 2));
  }

  @Test
  void hitsAShareOfTheCalls() throws Exception {
    service.become(Fault.parse("30% error"));
    for (int i = 0; i < 200; i++) {
      get("/airports/ORD");
    }
    assertThat(ended(Ending.ERROR)).isBetween(30L, 90L);
    assertThat(ended(Ending.OK)).isEqualTo(200 - ended(Ending.ERROR));
  }

  @Test
  void followsASchedule() {
    service.follow(Schedule.parse("error for PT0.2S, down for PT0.2S"));
    assertThat(service.fault()).isEqualTo(new Fault.Failing());
    awaitFault(new Fault.Down());
    awaitFault(new Fault.None());
  }

  @Test
  void flapsUntilItIsToldOtherwise() {
    service.follow(Schedule.parse("down for PT0.05S, none for PT0.05S, repeat"));
    for (int i = 0; i < 3; i++) {
      awaitFault(new Fault.None());
      awaitFault(new Fault.Down());
    }
    service.become(new Fault.Failing());
    Awaitility.await()
        .during(SHORT)
        .atMost(DEADLINE)
        .until(() -> service.fault().equals(new Fault.Failing()));
  }

  @Test
  void isSwitchedFromOutsideAlsoWhileItIsDown() throws Exception {
    try (ServiceControl control = ServiceControl.start(service, 0)) {
      assertThat(put(control, "down for PT1H").body()).isEqualTo("down\n");
      assertThatThrownBy(() -> get("/airports/ORD")).isInstanceOf(ConnectException.class);
      HttpResponse<String> wrong = put(control, "dwon");
      assertThat(wrong.statusCode()).isEqualTo(400);
      assertThat(wrong.body()).contains("fault must be one of none, down");
      assertThat(put(control, "none").statusCode()).isEqualTo(200);
      get("/airports/ORD");
      HttpRequest calls = HttpRequest.newBuilder(control.uri().resolve("/_calls")).build();
      assertThat(client.send(calls, HttpResponse.BodyHandlers.ofString()).body())
          .isEqualTo(
              "{\"begun\":1,\"ok\":1,\"not-found\":0,\"refused\":0,\"error\":0,\"busy\":0,"
                  + "\"garbage\":0,\"unanswered\":0}\n");
    }
  }

  @Test
  void countsSinceAnEarlierLook() throws Exception {
    get("/airports/ORD");
    Calls before = service.calls();
    get("/airports/XXX");
    Calls since = service.calls().since(before);
    assertThat(since.begun()).isEqualTo(1);
    assertThat(since.ended(Ending.OK)).isZero();
    assertThat(since.ended(Ending.NOT_FOUND)).isEqualTo(1);
  }

  private HttpRequest.Builder request(String path, Duration timeout) {
    return HttpRequest.newBuilder(service.uri().resolve(path)).timeout(timeout);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path, DEADLINE).build(), HttpResponse.BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> ask(String path, Duration timeout) {
    return client.sendAsync(request(path, timeout).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> put(ServiceControl control, String body)
      throws IOException, InterruptedException {
    HttpRequest put =
        HttpRequest.newBuilder(control.uri().resolve("/_fault"))
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(put, HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> await(CompletableFuture<HttpResponse<String>> answer)
      throws Exception {
    return answer.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void assertBroken(CompletableFuture<HttpResponse<String>> answer) {
    assertThatThrownBy(() -> await(answer))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IOException.class)
        .cause()
        .isNotInstanceOf(HttpTimeoutException.class);
  }

  private void awaitBegun(long calls) {
    Awaitility.await().atMost(DEADLINE).until(() -> service.calls().begun() == calls);
  }

  private void awaitFault(Fault fault) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(2))
        .atMost(DEADLINE)
        .until(() -> service.fault().equals(fault));
  }

  private long ended(Ending ending) {
    return service.calls().ended(ending);
  }

  private void assertCalls(long begun, Ending one, long ones, Ending other, long others) {
    assertThat(service.calls().begun()).isEqualTo(begun);
    Awaitility.await().atMost(DEADLINE).until(() -> ended(one) == ones);
    assertThat(ended(other)).isEqualTo(others);
  }
}
