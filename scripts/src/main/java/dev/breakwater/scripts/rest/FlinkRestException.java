package dev.breakwater.scripts.rest;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A request that Flink's REST interface did not answer, or answered with an error. */
public final class FlinkRestException extends RuntimeException {

  private final URI uri;
  private final int status;

  FlinkRestException(URI uri, int status, String what, @Nullable Throwable cause) {
    super(status == 0 ? "%s: %s".formatted(uri, what) : "%s: %d %s".formatted(uri, status, what));
    this.uri = uri;
    this.status = status;
    if (cause != null) {
      initCause(cause);
    }
  }

  /** What was asked. */
  public URI uri() {
    return uri;
  }

  /** The status of the answer, 0 when there was none. */
  public int status() {
    return status;
  }

  /** True when there is no such job, checkpoint or operation. */
  public boolean notFound() {
    return status == 404;
  }

  /** True when nobody leads right now, or nobody answers: asking again later may help. */
  public boolean unavailable() {
    return status == 0 || status == 503;
  }
}
