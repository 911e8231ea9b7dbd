package dev.breakwater.operators.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What encrypted connections go by. The files are read where the connection is made.
 *
 * @param trust what to trust; null for what the JVM does
 * @param key who we are; null where the server does not ask
 */
public record TlsStores(@Nullable Store trust, @Nullable Store key) implements Serializable {

  /** The JVM's own, and nobody in particular. */
  public static final TlsStores NONE = new TlsStores(null, null);

  /** A PKCS12 file. */
  public record Store(String location, String password) implements Serializable {

    private KeyStore load() throws IOException, GeneralSecurityException {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream file = Files.newInputStream(Path.of(location))) {
        store.load(file, password.toCharArray());
      }
      return store;
    }

    /** Without the password. */
    @Override
    public String toString() {
      return location;
    }
  }

  /** Whether one is given. */
  public boolean any() {
    return trust != null || key != null;
  }

  /**
   * For clients that take one.
   *
   * @throws IOException if a file cannot be read
   */
  public SSLContext context() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManagerFactory keys = keys();
    TrustManagerFactory trusted = trusted();
    context.init(
        keys == null ? null : keys.getKeyManagers(),
        trusted == null ? null : trusted.getTrustManagers(),
        null);
    return context;
  }

  /**
   * For clients that take this; null for none.
   *
   * @throws IOException if the file cannot be read
   */
  public @Nullable KeyManagerFactory keys() throws IOException, GeneralSecurityException {
    if (key == null) {
      return null;
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(key.load(), key.password().toCharArray());
    return factory;
  }

  /**
   * For clients that take this; null for what the JVM trusts.
   *
   * @throws IOException if the file cannot be read
   */
  public @Nullable TrustManagerFactory trusted() throws IOException, GeneralSecurityException {
    if (trust == null) {
      return null;
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trust.load());
    return factory;
  }
}
