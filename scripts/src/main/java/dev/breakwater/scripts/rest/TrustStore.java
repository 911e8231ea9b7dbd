package dev.breakwater.scripts.rest;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A file with the certificates to trust, PKCS12 or JKS. */
public final class TrustStore {

  private TrustStore() {}

  /**
   * TLS that trusts what the file holds and nothing else.
   *
   * @param password of the file; may be null for a PKCS12 file without one
   * @throws IllegalArgumentException when the file cannot be read as a trust store
   */
  public static SSLContext read(Path file, char @Nullable [] password) {
    try {
      KeyStore store = KeyStore.getInstance(file.toFile(), password);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "trust store must be a readable PKCS12 or JKS file, was %s: %s".formatted(file, e), e);
    }
  }
}
