package dev.breakwater.operators.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which keys hold secrets, and what is shown in their place. */
public final class Secrets {

  /** What is shown for a secret, whatever its length. */
  public static final String MASK = "******";

  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "passw|passphrase|secret|token|credential|api[._-]?key|jaas\\.config|private[._-]?key"
              + "|keystore\\.key$|basic[._-]auth|auth-params|service-key|account\\.key|authorization|cookie");

  private Secrets() {}

  /** Whether a value under this key is never shown: {@code password}, {@code sasl.jaas.config}… */
  public static boolean isSecret(String key) {
    return SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).find();
  }

  /** A copy for messages and {@code toString}: by key, the values of secret keys masked. */
  public static Map<String, String> masked(Map<String, String> properties) {
    Map<String, String> shown = new TreeMap<>(properties);
    shown.replaceAll((key, value) -> isSecret(key) ? MASK : value);
    return shown;
  }
}
