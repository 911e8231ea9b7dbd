package dev.breakwater.testkit.service;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A client's connection and the thread that answers on it, one question after the other. */
final class Connection {

  private static final long END_MILLIS = 2_000;

  private final AirportService service;
  private final Socket socket;
  private final Thread thread;
  private volatile boolean silent;

  Connection(AirportService service, Socket socket) {
    this.service = service;
    this.socket = socket;
    this.thread = new Thread(this::run, "airport-service-" + service.port() + "-connection");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Ends it with RST: the peer sees an error, not an end. */
  void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // It is as gone as it can be.
    }
  }

  /** Returns when nothing is read any more, which goes on for a moment after a reset. */
  void awaitEnd() {
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does not come back to life when it has been silent. */
  void faultEnded() {
    if (silent) {
      reset();
    }
  }

  private void run() {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean more = true;
      while (more) {
        Question question = Question.read(in);
        more = question != null && answer(question, in);
      }
    } catch (IOException e) {
      // The peer is gone, or was made to see it that way.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      service.ended(this);
    }
  }

  /** True when another question may follow. */
  private boolean answer(Question question, InputStream in)
      throws IOException, InterruptedException {
    boolean call = question.path().startsWith(AirportService.AIRPORTS);
    if (call) {
      service.tally().begin();
    }
    Response response = null;
    try {
      response = response(question, service.condition().meet(), in);
    } finally {
      // Before it is sent: who has an answer finds it counted.
      if (call) {
        service.tally().end(response == null ? Ending.UNANSWERED : response.ending());
      }
    }
    if (response == null) {
      reset();
      return false;
    }
    socket.getOutputStream().write(response.bytes());
    return !response.last();
  }

  /** Null when there is none and the connection is over. */
  private @Nullable Response response(Question question, Condition.Met met, InputStream in)
      throws IOException, InterruptedException {
    Fault fault = met.fault();
    if (fault instanceof Fault.Down || fault instanceof Fault.Reset) {
      return null;
    }
    if (fault instanceof Fault.Silent) {
      beSilent(met, in);
      return null;
    }
    if (fault instanceof Fault.Failing) {
      return Response.error();
    }
    if (fault instanceof Fault.Busy busy) {
      return Response.busy(busy.seconds());
    }
    if (fault instanceof Fault.Slow slow) {
      service.condition().await(met, slow.latency());
      if (!service.condition().holds(met)) {
        return response(question, service.condition().meet(), in);
      }
    }
    if (!question.method().equals("GET")) {
      return Response.refused();
    }
    String json = service.json(question.path());
    if (json == null) {
      return Response.notFound();
    }
    return fault instanceof Fault.Garbage garbage
        ? Response.garbage(garbage, json)
        : Response.ok(json);
  }

  /** Reads on, to see when the peer gives up. */
  private void beSilent(Condition.Met met, InputStream in) throws IOException {
    silent = true;
    while (service.condition().holds(met) && in.read() >= 0) {
      // What it says meets silence.
    }
  }
}
