package dev.breakwater.scripts.input;

import java.io.IOException;
import java.util.List;

/** One connection, on which messages are published and confirmed. */
interface Publishing extends AutoCloseable {

  /** Makes connections. */
  @FunctionalInterface
  interface Opening {
    /**
     * A new one.
     *
     * @throws IOException when the server is away
     */
    Publishing open() throws IOException;
  }

  /**
   * Publishes a message, which is unconfirmed from now on, also when this fails.
   *
   * @throws IOException when the connection has ended
   */
  void publish(Message message) throws IOException;

  /**
   * Looks whether the connection is there.
   *
   * @throws IOException when it has ended
   */
  void requireOpen() throws IOException;

  /** Hands over what is unconfirmed, in its order; nobody here answers for it any more. */
  List<Message> takeBack();

  @Override
  void close();
}
