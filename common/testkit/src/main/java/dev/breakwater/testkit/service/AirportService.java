package dev.breakwater.testkit.service;

import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP service on loopback that other things depend on, with a {@link Fault} that can be
 * switched at any time, at once or by a {@link Schedule}, and counts of what it was asked.
 *
 * <p>{@code GET /airports/ORD} answers the airport as JSON, 404 when there is none of that code;
 * {@code GET /health} answers 200. A fault is met by both. Connections stay open between calls.
 * Threads: one that accepts, one per connection and one for the schedule, all daemons. Safe for use
 * by several threads.
 */
public final class AirportService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AirportService.class);
  static final String AIRPORTS = "/airports/";
  private static final String HEALTH = "/health";

  private final Airports airports = Airports.load();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Tally tally = new Tally();
  private final ServerSocketFactory sockets;
  private final Condition condition;
  private final ScheduledThreadPoolExecutor timer;
  private final Port port;
  private @Nullable Listener listener;
  private @Nullable Course course;
  private boolean closed;

  private AirportService(ServerSocketFactory sockets, Port port, long seed) {
    this.sockets = sockets;
    this.port = port;
    this.condition = new Condition(seed);
    this.timer = new ScheduledThreadPoolExecutor(1, this::timerThread);
  }

  /**
   * A service that is well.
   *
   * @param port to listen on, 0 for any that is free
   * @throws java.io.UncheckedIOException when the port is taken
   */
  public static AirportService start(int port) {
    return start(ServerSocketFactory.getDefault(), port, 1);
  }

  /**
   * A service that is well, over sockets of the caller's choice.
   *
   * @param sockets such as those of an {@code SSLContext}
   * @param port to listen on, 0 for any that is free
   * @param seed chooses the calls that a partial fault hits
   * @throws java.io.UncheckedIOException when the port is taken
   */
  public static AirportService start(ServerSocketFactory sockets, int port, long seed) {
    AirportService service = new AirportService(sockets, Port.take(port), seed);
    service.become(new Fault.None());
    return service;
  }

  /** The port it listens on; the same all its life. */
  public int port() {
    return port.number();
  }

  /** Where it is, as {@code http://127.0.0.1:PORT}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** The fault that holds now. */
  public Fault fault() {
    return condition.fault();
  }

  /** What it was asked so far. */
  public Calls calls() {
    return tally.read();
  }

  /** How many connections are open. */
  public int open() {
    return connections.size();
  }

  /** Switches to a fault that stays, in place of any schedule; returns when it holds. */
  public void become(Fault fault) {
    follow(Schedule.always(fault));
  }

  /** Follows a schedule from now on, in place of any other; returns when its first fault holds. */
  public synchronized void follow(Schedule schedule) {
    if (closed) {
      throw new IllegalStateException("the service on port " + port() + " is closed");
    }
    course = new Course(schedule);
    course.go();
  }

  /** Resets what is open and stops listening. */
  @Override
  public synchronized void close() {
    closed = true;
    course = null;
    timer.shutdownNow();
    switchTo(new Fault.Down());
    port.close();
  }

  /** What a path leads to; null for nothing. */
  @Nullable String json(String path) {
    if (path.equals(HEALTH)) {
      return "{\"status\":\"up\"}";
    }
    return path.startsWith(AIRPORTS) ? airports.json(path.substring(AIRPORTS.length())) : null;
  }

  Condition condition() {
    return condition;
  }

  Tally tally() {
    return tally;
  }

  void ended(Connection connection) {
    connections.remove(connection);
  }

  private void switchTo(Fault next) {
    condition.become(next);
    Listener open = listener;
    if (next instanceof Fault.Down) {
      listener = null;
      if (open != null) {
        open.close();
      }
      connections.forEach(Connection::reset);
      connections.forEach(Connection::awaitEnd);
    } else if (open == null) {
      listener = Listener.start(sockets, port, this::accepted);
    }
    connections.forEach(Connection::faultEnded);
  }

  private void accepted(Socket socket) {
    Connection connection = new Connection(this, socket);
    connections.add(connection);
    connection.start();
  }

  private Thread timerThread(Runnable task) {
    Thread thread = new Thread(task, "airport-service-" + port() + "-schedule");
    thread.setDaemon(true);
    return thread;
  }

  /** A schedule on its way. */
  private final class Course {

    private final Schedule schedule;
    private int number;

    Course(Schedule schedule) {
      this.schedule = schedule;
    }

    /** To the next step, and to those after it when they are due. */
    void go() {
      List<Schedule.Step> steps = schedule.steps();
      if (number == steps.size() && !schedule.repeat()) {
        switchTo(new Fault.None());
        return;
      }
      Schedule.Step step = steps.get(number % steps.size());
      number = number % steps.size() + 1;
      switchTo(step.fault());
      Duration time = step.time();
      if (time != null) {
        // What it throws, due() has said.
        var unused = timer.schedule(this::due, time.toMillis(), TimeUnit.MILLISECONDS);
      }
    }

    private void due() {
      synchronized (AirportService.this) {
        if (course != this) {
          return;
        }
        try {
          go();
        } catch (UncheckedIOException e) {
          LOG.error("the service stays down port={}", port(), e);
        }
      }
    }
  }
}
