package dev.breakwater.pulsar;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What encrypted connections go by. The files are read where the connection is made.
 *
 * @param trust what to trust; null for what the JVM does
 * @param key who we are; null where the server does not ask
 */
record TlsConfig(@Nullable Store trust, @Nullable Store key) implements Serializable {

  static final TlsConfig DEFAULT = new TlsConfig(null, null);

  /** A PKCS12 file. */
  record Store(String location, String password) implements Serializable {

    /** Without the password. */
    @Override
    public String toString() {
      return location;
    }
  }
}
