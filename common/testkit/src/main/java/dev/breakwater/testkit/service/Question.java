package dev.breakwater.testkit.service;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP request; a body is not read.
 *
 * @param method such as {@code GET}
 * @param path without the query
 */
record Question(String method, String path) {

  private static final int MAX_HEAD = 64 * 1024;
  private static final int END = ('\r' << 24) | ('\n' << 16) | ('\r' << 8) | '\n';

  /**
   * Reads one.
   *
   * @return null when the peer has ended the connection
   * @throws IOException also when it is no HTTP
   */
  static @Nullable Question read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    int last = 0;
    while (last != END) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      if (head.length() == MAX_HEAD) {
        throw new IOException("head of a request has more than %d bytes".formatted(MAX_HEAD));
      }
      head.append((char) next);
      last = (last << 8) | next;
    }
    String line = head.substring(0, head.indexOf("\r\n"));
    String[] parts = line.split(" ", -1);
    if (parts.length != 3) {
      throw new IOException("not the first line of a request: " + line);
    }
    int query = parts[1].indexOf('?');
    return new Question(parts[0], query < 0 ? parts[1] : parts[1].substring(0, query));
  }
}
