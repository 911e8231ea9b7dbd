package dev.breakwater.testkit.pulsar;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs the tokens by which the server knows its users: JSON Web Tokens, HS256. */
final class Tokens {

  private static final String ALGORITHM = "HmacSHA256";
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final byte[] key = new byte[32];

  Tokens() {
    new SecureRandom().nextBytes(key);
  }

  /** The key as the server's configuration takes it. */
  String key() {
    return "data:;base64," + Base64.getEncoder().encodeToString(key);
  }

  /**
   * @param user letters and digits
   */
  String of(String user) {
    String content = text("{\"alg\":\"HS256\"}") + '.' + text("{\"sub\":\"" + user + "\"}");
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return content
          + '.'
          + TEXT.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("token of " + user + " cannot be signed", e);
    }
  }

  private static String text(String json) {
    return TEXT.encodeToString(json.getBytes(StandardCharsets.US_ASCII));
  }
}
