package dev.breakwater.jobs.security;

import dev.breakwater.testkit.tls.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** Passwords that occur nowhere else, and the certificates behind them. */
final class SecretsAndKeys {

  static final String USER = "ingest";
  static final String ADMIN = "admin";
  static final String VARIABLE = "INGEST_KAFKA_PASSWORD";

  private static final String USER_PASSWORD = "pw-user-Vq7xN2kLw9";
  private static final String ADMIN_PASSWORD = "pw-admin-Rt4zB8mQe1";
  private static final String STORE_PASSWORD = "pw-store-Hs6cJ3fYu5";
  private static final String FLINK_PASSWORD = "pw-flink-Ka9dW5gTi7";

  final Certificate kafka;
  final Certificate flink;
  final Path storePasswordFile;

  SecretsAndKeys(Path directory) throws IOException {
    kafka = Certificate.create(directory, "kafka", STORE_PASSWORD);
    flink = Certificate.create(directory, "flink", FLINK_PASSWORD);
    storePasswordFile = Files.writeString(directory.resolve("store.password"), STORE_PASSWORD);
  }

  /** Whatever must be seen nowhere. */
  static List<String> all() {
    return List.of(USER_PASSWORD, ADMIN_PASSWORD, STORE_PASSWORD, FLINK_PASSWORD);
  }

  static Map<String, String> users() {
    return Map.of(USER, USER_PASSWORD, ADMIN, ADMIN_PASSWORD);
  }

  /** The environment of the job. */
  static @Nullable String variable(String name) {
    return name.equals(VARIABLE) ? USER_PASSWORD : null;
  }

  /** As in the example file. */
  String jobFile(Map<String, String> options) {
    StringBuilder yaml =
        new StringBuilder(
            """
            kafka:
              properties:
                security.protocol: SASL_SSL
                sasl.mechanism: SCRAM-SHA-512
                sasl.jaas.config: >-
                  org.apache.kafka.common.security.scram.ScramLoginModule required
                  username="%s" password="${%s}";
                ssl.truststore.type: PKCS12
                ssl.truststore.location: %s
                ssl.truststore.password: file:%s
            decode.map:
              id: /id
              source: test
              type: test.event
            """
                .formatted(USER, VARIABLE, kafka.trustStore(), storePasswordFile));
    options.forEach((key, value) -> yaml.append("%s: %s%n".formatted(key, value)));
    return yaml.toString();
  }

  /** Flink's settings of the example file. */
  Configuration flinkTls() {
    Configuration tls = new Configuration();
    for (String side : List.of("internal", "rest")) {
      String prefix = "security.ssl." + side + ".";
      tls.setString(prefix + "enabled", "true");
      tls.setString(prefix + "keystore", flink.keyStore().toString());
      tls.setString(prefix + "keystore-type", "PKCS12");
      tls.setString(prefix + "keystore-password", FLINK_PASSWORD);
      tls.setString(prefix + "key-password", FLINK_PASSWORD);
      tls.setString(prefix + "truststore", flink.trustStore().toString());
      tls.setString(prefix + "truststore-type", "PKCS12");
      tls.setString(prefix + "truststore-password", FLINK_PASSWORD);
    }
    return tls;
  }
}
