package dev.breakwater.testkit.rabbitmq;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension with a server for the tests of a class, which may kill and restart it. Register
 * it in a static field.
 */
public final class RabbitServerExtension implements BeforeAllCallback, AfterAllCallback {

  private @Nullable RabbitServer server;

  public RabbitServer server() {
    if (server == null) {
      throw new IllegalStateException("server is there only while the tests of the class run");
    }
    return server;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server = RabbitServer.start();
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
