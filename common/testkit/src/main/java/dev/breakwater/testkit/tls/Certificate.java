package dev.breakwater.testkit.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A self-signed certificate of this machine's loopback, valid for a day. Its key is RSA: Flink's
 * default cipher suites know no other.
 *
 * @param keyStore PKCS12, with the private key
 * @param trustStore PKCS12, with the certificate alone
 * @param password of both
 */
public record Certificate(Path keyStore, Path trustStore, String password) {

  private static final String ALIAS = "loopback";
  private static final String PASSWORD_VARIABLE = "STORE_PASSWORD";
  private static final long DEADLINE_SECONDS = 60;

  /**
   * Makes one, with new files in the directory.
   *
   * @param name of its files
   * @param password 6 characters at least
   */
  public static Certificate create(Path directory, String name, String password) {
    Path keys = directory.resolve(name + "-key.p12");
    Path trust = directory.resolve(name + "-trust.p12");
    Path exported = directory.resolve(name + ".crt");
    keytool(
        password,
        "-genkeypair -keyalg RSA -keysize 2048 -validity 1 -dname CN=127.0.0.1"
            + " -ext san=ip:127.0.0.1,dns:localhost",
        keys);
    keytool(password, "-exportcert -file " + exported, keys);
    keytool(password, "-importcert -noprompt -file " + exported, trust);
    return new Certificate(keys, trust, password);
  }

  private static void keytool(String password, String arguments, Path store) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-alias", ALIAS, "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass:env", PASSWORD_VARIABLE));
    try {
      Path output = Files.createTempFile("keytool", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().put(PASSWORD_VARIABLE, password);
      Process process = builder.start();
      boolean ended = process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "keytool failed: " + Files.readString(output, StandardCharsets.UTF_8).trim());
      }
      Files.delete(output);
    } catch (IOException e) {
      throw new IllegalStateException("keytool cannot be run: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while keytool ran", e);
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Certificate[" + keyStore + "]";
  }
}
