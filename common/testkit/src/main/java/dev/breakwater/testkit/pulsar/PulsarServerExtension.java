package dev.breakwater.testkit.pulsar;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension with a server for the tests of a class, which may kill and restart it. Register
 * it in a static field.
 */
public final class PulsarServerExtension implements BeforeAllCallback, AfterAllCallback {

  private @Nullable PulsarServer server;

  public PulsarServer server() {
    if (server == null) {
      throw new IllegalStateException("server is there only while the tests of the class run");
    }
    return server;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server = PulsarServer.start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    PulsarServer used = server;
    server = null;
    if (used != null) {
      used.close();
    }
  }
}
