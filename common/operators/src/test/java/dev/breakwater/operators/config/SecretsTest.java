package dev.breakwater.operators.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static final String SECRET = "hunter2";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.properties.sasl.jaas.config",
        "kafka.properties.ssl.key.password",
        "kafka.properties.ssl.keystore.password",
        "kafka.properties.ssl.truststore.password",
        "kafka.properties.ssl.keystore.key",
        "kafka.properties.sasl.oauthbearer.client.credentials.client.secret",
        "PASSWD",
        "passphrase",
        "lookup.token",
        "lookup.apikey",
        "lookup.api-key",
        "lookup.api.key",
        "lookup.credentials",
        "lookup.private.key",
        "lookup.basic-auth",
        "lookup.headers.Authorization",
        "lookup.headers.Proxy-Authorization",
        "lookup.headers.Cookie",
      })
  void knowsKeysThatHoldSecrets(String key) {
    assertThat(Secrets.isSecret(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"source.topics", "kafka.properties.ssl.keystore.location", "key", "pass"})
  void knowsKeysThatHoldNone(String key) {
    assertThat(Secrets.isSecret(key)).isFalse();
  }

  @Test
  void masksTheSecretValuesOfAMap() {
    assertThat(Secrets.masked(Map.of("a", "1", "b.password", SECRET)))
        .isEqualTo(Map.of("a", "1", "b.password", "******"));
  }

  /** Every way in, with every kind of mistake: the secret is in none of the texts. */
  @Test
  void showsNoSecretAnywhere() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), SECRET + "\n");
    List<String> sources = List.of(SECRET, "${SECRET}", "file:" + secret, "x${SECRET}y");
    for (String source : sources) {
      for (String key :
          List.of("harbour.password", "harbour.token", "harbour.properties.password")) {
        assertNoSecret("--" + key, source);
        assertNoSecret("--" + key + "=" + source);
        assertNoSecret("--config", yaml(key + ": " + source));
        assertNoSecret("--config", yaml(key + ": [" + source.replaceAll("[{}]", "") + "]"));
      }
    }
    for (String source : sources.subList(1, sources.size())) {
      for (String key :
          List.of("harbour.berths", "harbour.ships", "harbour.name", "harbour.flags")) {
        assertNoSecret("--" + key, source);
        assertNoSecret("--config", yaml(key + ": " + source));
        assertNoSecret("--config", yaml(key + ": ['" + source + "', a]"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "harbour.password: *hunter2",
        "harbour.password: !hunter2!x y",
        "harbour.password: &hunter2! y",
        "harbour.password: @hunter2",
        "harbour.password: %hunter2",
        "harbour.password: |hunter2",
        "harbour.password: hunter2: x",
        "harbour.password: 'hunter2",
        "harbour.password: \"hunter2\\q\"",
        "harbour.password: hunter2\nharbour.password: hunter2",
        "harbour.password: [[hunter2]]",
        "harbour.password: {hunter2",
        "? {hunter2: x}\n: y",
        "harbour.password: hunter2\n\tx: y",
        "harbour.password: hunter2\u0001",
        "%hunter2\n---\na: b",
        "hunter2",
        "- hunter2",
      })
  void quotesNothingOfAFileThatIsWrong(String yaml) throws IOException {
    assertNoSecret("--config", yaml(yaml));
  }

  @Test
  void quotesNoArgumentThatIsOutOfPlace() {
    assertNoSecret("--harbour.password", "a", SECRET);
    assertNoSecret("--harbour.password", "a", SECRET, SECRET);
    assertNoSecret("--harbour.password", "--" + SECRET);
    assertNoSecret("--harbour.password", "--" + SECRET + "=x");
    assertNoSecret(SECRET, "-" + SECRET);
    assertNoSecret("--harbour.password=" + SECRET, "--harbour.password", SECRET);
  }

  @Test
  void reportsWhatFollowsASecretWithoutValueIfItIsAnOption() {
    assertThat(Problems.of("--harbour.password", "--dry-run=x"))
        .containsExactly(
            "harbour.password has no value;"
                + " allowed: --harbour.password VALUE or --harbour.password=VALUE",
            "--dry-run takes no value");
  }

  @Test
  void masksASecretThatTheCallerQuotes() {
    Settings settings = Settings.of(Map.of("harbour.password", SECRET));
    settings.reject(HarbourOptions.PASSWORD, "must not be " + SECRET, "not " + SECRET);

    assertThat(Problems.of(settings))
        .containsExactly("harbour.password must not be ******, was ******; allowed: not ******");
  }

  @Test
  void masksTheTrimmedFormAndTheEntriesThatTheCallerQuotes() throws ConfigException {
    Settings settings =
        Settings.load(
            new String[] {"--harbour.ships", "${A}", "--harbour.name", "${B}"},
            HarbourOptions.catalog(),
            Map.of("A", "[hunter2, 'hunter3']", "B", "  hunter4 ")::get);
    settings.reject(HarbourOptions.SHIPS, "hold hunter2 and hunter3", "");
    settings.reject(HarbourOptions.NAME, "is 'hunter4'\nand bad", "");

    assertThat(Problems.of(settings))
        .containsExactly(
            "harbour.ships hold ****** and ******, was ******",
            "harbour.name is '******'�and bad, was ******");
  }

  @Test
  void masksTheRecordsThatHoldValues() {
    assertThat(Value.of("a.password", SECRET)).hasToString("Value[******]");
    assertThat(Value.of("a", "b")).hasToString("Value[b]");
    assertThat(Given.argument("a", SECRET)).hasToString("Given[a]");
  }

  private String yaml(String text) throws IOException {
    return Files.writeString(directory.resolve("job.yaml"), text).toString();
  }

  private static void assertNoSecret(String... args) {
    StringWriter shown = new StringWriter();
    try (PrintWriter out = new PrintWriter(shown)) {
      Settings settings =
          Settings.load(args, HarbourOptions.catalog(), Map.of("SECRET", SECRET)::get);
      HarbourOptions.group().options().forEach(settings::find);
      HarbourOptions.group().options().forEach(option -> out.println(settings.display(option)));
      HarbourOptions.group().options().forEach(option -> settings.reject(option, "is bad", "good"));
      out.println(settings.describe());
      out.println(settings);
      out.println(settings.values());
      settings.check();
    } catch (ConfigException e) {
      e.printStackTrace(new PrintWriter(shown, true));
    }
    assertThat(shown.toString()).as(String.join(" ", args)).isNotEmpty().doesNotContain(SECRET);
  }
}
