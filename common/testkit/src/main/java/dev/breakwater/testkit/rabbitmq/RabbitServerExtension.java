package dev.breakwater.testkit.rabbitmq;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension with a server for the tests of a class, which may kill and restart it. Register
 * it in a static field.
 */
public final class RabbitServerExtension implements BeforeAllCallback, AfterAllCallback {

  private final Supplier<RabbitServer> start;
  private @Nullable RabbitServer server;

  private RabbitServerExtension(Supplier<RabbitServer> start) {
    this.start = start;
  }

  public static RabbitServerExtension withQueues() {
    return new RabbitServerExtension(RabbitServer::start);
  }

  public static RabbitServerExtension withStreams() {
    return new RabbitServerExtension(RabbitServer::startWithStreams);
  }

  public RabbitServer server() {
    if (server == null) {
      throw new IllegalStateException("server is there only while the tests of the class run");
    }
    return server;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server = start.get();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    RabbitServer used = server;
    server = null;
    if (used != null) {
      used.close();
    }
  }
}
