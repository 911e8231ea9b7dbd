package dev.breakwater.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate and its private key as servers read them that do not know PKCS12.
 *
 * @param certificate file
 * @param key file, not encrypted
 */
public record PemFiles(Path certificate, Path key) {

  public static PemFiles write(Certificate certificate, Path directory) {
    char[] password = certificate.password().toCharArray();
    try (InputStream file = Files.newInputStream(certificate.keyStore())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(file, password);
      String alias = store.aliases().nextElement();
      return new PemFiles(
          pem(directory, "CERTIFICATE", store.getCertificate(alias).getEncoded()),
          pem(directory, "PRIVATE KEY", store.getKey(alias, password).getEncoded()));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("certificate cannot be written to " + directory, e);
    }
  }

  private static Path pem(Path directory, String what, byte[] content) throws IOException {
    String text =
        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(content));
    return Files.writeString(directory.resolve(what.replace(' ', '-') + ".pem"), text);
  }
}
