package dev.breakwater.scripts.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/** Things to close, the latest first, each whatever becomes of the others. */
final class Resources implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T resource) {
    open.push(resource);
    return resource;
  }

  /**
   * @throws DemoException with the first failure, the others suppressed in it
   */
  @Override
  public void close() {
    // An interrupt was for the work; the end of it must not be cut short.
    boolean interrupted = Thread.interrupted();
    DemoException failure = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new DemoException("the demo could not be ended in order: " + e, e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
  }
}
