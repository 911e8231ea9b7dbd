package dev.breakwater.testkit.process;

/**
 * What is done when this JVM ends, also by a signal, unless it was closed before. For what outlives
 * a JVM: child processes.
 */
public final class AtExit implements AutoCloseable {

  private final Thread hook;

  private AtExit(Thread hook) {
    this.hook = hook;
  }

  /**
   * Does it at the end of this JVM, beside whatever else is done then.
   *
   * @param name of the thread that does it
   */
  public static AtExit run(String name, Runnable end) {
    AtExit exit = new AtExit(new Thread(end, name));
    Runtime.getRuntime().addShutdownHook(exit.hook);
    return exit;
  }

  /** It is not done any more; where the JVM is ending already, it is, by the JVM. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // Who closes in a hook of his own, or while one waits for him, is not to fail by this one.
    }
  }
}
