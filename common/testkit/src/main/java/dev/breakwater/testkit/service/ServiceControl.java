package dev.breakwater.testkit.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * The way to a service from other processes, on a port of its own.
 *
 * <p>{@code PUT /_fault} with the text of a {@link Schedule} as its body switches the service, and
 * answers 200 once that holds, 400 with what is allowed when there is no such fault; {@code GET
 * /_fault} answers the fault that holds; {@code GET /_calls} answers the {@link Calls} as JSON.
 */
public final class ServiceControl implements AutoCloseable {

  private static final int MAX_BODY = 64 * 1024;

  private final AirportService service;
  private final HttpServer server;

  private ServiceControl(AirportService service, HttpServer server) {
    this.service = service;
    this.server = server;
  }

  /**
   * Opens the way to a service.
   *
   * @param port to listen on, 0 for any that is free
   * @throws UncheckedIOException when the port is taken
   */
  public static ServiceControl start(AirportService service, int port) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
      ServiceControl control = new ServiceControl(service, server);
      server.createContext("/_fault", control::fault);
      server.createContext("/_calls", control::calls);
      server.start();
      return control;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the control cannot listen on 127.0.0.1:%d: %s".formatted(port, e.getMessage()), e);
    }
  }

  /** Where it is, as {@code http://127.0.0.1:PORT}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Leaves the service as it is. */
  @Override
  public void close() {
    server.stop(0);
  }

  private void fault(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestMethod()) {
        case "GET" -> answer(exchange, 200, FaultText.text(service.fault()));
        case "PUT" -> put(exchange);
        default -> answer(exchange, 405, "GET or PUT, was " + exchange.getRequestMethod());
      }
    }
  }

  private void put(HttpExchange exchange) throws IOException {
    String text = new String(exchange.getRequestBody().readNBytes(MAX_BODY), UTF_8);
    try {
      service.follow(Schedule.parse(text));
    } catch (IllegalArgumentException e) {
      answer(exchange, 400, String.valueOf(e.getMessage()));
      return;
    }
    answer(exchange, 200, FaultText.text(service.fault()));
  }

  private void calls(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange, 200, service.calls().json());
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = (text + "\n").getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
