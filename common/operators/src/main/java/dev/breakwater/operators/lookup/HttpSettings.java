package dev.breakwater.operators.lookup;

import dev.breakwater.operators.config.Secrets;
import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.jspecify.annotations.Nullable;

/**
 * How the dependency is spoken to.
 *
 * @param headers of every call; may hold secrets
 * @param trustStore null for the JVM's
 */
record HttpSettings(Map<String, String> headers, @Nullable TrustStore trustStore)
    implements Serializable {

  private static final String ACCEPT = "Accept";

  /** A file with certificates. */
  record TrustStore(String path, @Nullable String password, String type) implements Serializable {
    @Override
    public String toString() {
      return "TrustStore[" + path + ", " + type + "]";
    }
  }

  HttpSettings {
    headers = Map.copyOf(headers);
  }

  static HttpSettings from(Settings settings) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put(ACCEPT, "application/json");
    settings
        .prefixed(LookupOptions.HEADERS_PREFIX)
        .forEach(
            (name, value) -> {
              if (isAllowed(name, value)) {
                headers.put(name, value);
              } else {
                settings.reject(
                    header(name),
                    "is not a header that a call may have",
                    "a name and a value on one line; not Host, Connection, Content-Length and the"
                        + " like");
              }
            });
    return new HttpSettings(headers, trustStore(settings));
  }

  private static boolean isAllowed(String name, String value) {
    try {
      HttpRequest.newBuilder(URI.create("http://localhost/")).header(name, value);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static ConfigOption<String> header(String name) {
    return ConfigOptions.key(LookupOptions.HEADERS_PREFIX + name).stringType().noDefaultValue();
  }

  private static @Nullable TrustStore trustStore(Settings settings) {
    String path = settings.find(LookupOptions.TRUST_STORE);
    String password = settings.find(LookupOptions.TRUST_STORE_PASSWORD);
    if (path == null) {
      if (password != null) {
        settings.reject(
            LookupOptions.TRUST_STORE_PASSWORD, "needs lookup.tls.trust-store", "both or neither");
      }
      return null;
    }
    return new TrustStore(path, password, settings.get(LookupOptions.TRUST_STORE_TYPE));
  }

  @Override
  public String toString() {
    return "HttpSettings[headers=" + Secrets.masked(headers) + ", " + trustStore + "]";
  }
}
