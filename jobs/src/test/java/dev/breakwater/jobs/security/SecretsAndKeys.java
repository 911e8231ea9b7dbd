package dev.breakwater.jobs.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testkit.tls.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.jspecify.annotations.Nullable;

/** Passwords that occur nowhere else, and the certificates behind them. */
final class SecretsAndKeys {

  static final String USER = "ingest";
  static final String ADMIN = "admin";
  static final String VARIABLE = "INGEST_KAFKA_PASSWORD";

  private static final String USER_PASSWORD = "pw-user-Vq7xN2kLw9";
  private static final String ADMIN_PASSWORD = "pw-admin-Rt4zB8mQe1";
  private static final String STORE_PASSWORD = "pw-store-Hs6cJ3fYu5";
  private static final String TLS = "/etc/breakwater/tls/";
  private static final Path CONF = Path.of(System.getProperty("breakwater.root"), "conf");
  private static final String FLINK_PASSWORD = "pw-flink-Ka9dW5gTi7";

  final Certificate kafka;
  final Certificate flink;
  private final Path storePasswordFile;
  private final Path directory;

  SecretsAndKeys(Path directory) throws IOException {
    this.directory = directory;
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

  /**
   * The shipped example with its places here; of another job than ingest, only what it says of
   * Kafka.
   */
  Path jobFile(SecuredJob job) throws IOException {
    String shipped = Files.readString(CONF.resolve("jobs/ingest-sasl-ssl.yaml"));
    assertThat(shipped).contains(TLS + "kafka-trust.p12", "/run/secrets/kafka-trust-password");
    String here =
        shipped
            .replace(TLS, directory + "/")
            .replace("/run/secrets/kafka-trust-password", storePasswordFile.toString());
    String own =
        job == SecuredJob.INGEST
            ? here
            : here.substring(here.indexOf("\nkafka:"), here.indexOf("\nsource:"));
    return Files.writeString(directory.resolve(job.title() + ".yaml"), own);
  }

  /** The shipped settings of Flink with their places and passwords here. */
  Configuration flinkTls() throws IOException {
    String shipped = Files.readString(CONF.resolve("flink/security.yaml"));
    assertThat(shipped).contains(TLS + "flink-key.p12", TLS + "flink-trust.p12");
    Path conf = Files.createDirectories(directory.resolve("flink-conf"));
    Files.writeString(
        conf.resolve("config.yaml"),
        shipped.replace(TLS, directory + "/").replace("CHANGE-ME", FLINK_PASSWORD));
    return GlobalConfiguration.loadConfiguration(conf.toString());
  }
}
