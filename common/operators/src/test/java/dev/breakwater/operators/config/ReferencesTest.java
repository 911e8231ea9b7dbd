package dev.breakwater.operators.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("A", "one", "B_2", "two", "EMPTY", "", "REF", "${A}", "FILE", "file:/etc/hostname");

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "plain|plain",
        "${A}|one",
        "x${A}-${B_2}y|xone-twoy",
        "${EMPTY}|''",
        "${MISSING:-other}|other",
        "${MISSING:-}|''",
        "${MISSING:-a:-b$c}|a:-b$c",
        "${A:-other}|one",
        "$A|$A",
        "$${A}|${A}",
        "$$${A}|$${A}",
        "^a$$|^a$$",
        "${REF}|${A}",
        "${FILE}|file:/etc/hostname",
        "$file:x|file:x",
        "a file:/x|a file:/x",
      })
  void resolvesTheEnvironment(String raw, String expected) throws ConfigException {
    assertThat(name(raw)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${", "${A", "${}", "${1A}", "${A-B}", "a ${A} ${ b"})
  void reportsWhatIsNoReference(String raw) {
    assertThat(Problems.of(ENVIRONMENT, "--harbour.name", raw))
        .containsExactly(
            "harbour.name holds a ${ that is no reference;"
                + " allowed: ${NAME}, ${NAME:-default}, $${ for ${");
  }

  @Test
  void reportsAVariableThatIsNotSetWithKeyAndPosition() throws IOException {
    Path file = Files.writeString(directory.resolve("job.yaml"), "\nharbour: {name: '${NOPE}'}");

    assertThat(Problems.of("--config", file.toString()))
        .containsExactly(
            "harbour.name needs the environment variable NOPE, which is not set ("
                + (file + " line 2)"));
  }

  @Test
  void addsNoSecondProblemForABrokenReference() throws ConfigException {
    Settings settings = settings("--harbour.berths", "${NOPE}", "--harbour.tons", "${NOPE}");

    assertThat(settings.get(HarbourOptions.BERTHS)).isEqualTo(4);
    assertThat(settings.require(HarbourOptions.TONS, 1L)).isEqualTo(1L);
    assertThat(Problems.of(settings)).hasSize(2);
    assertThat(settings.display(HarbourOptions.BERTHS)).isEqualTo("******");
    assertThat(settings.describe()).contains("* harbour.berths = ******");
  }

  @Test
  void leavesABrokenReferenceOutOfAPrefix() throws ConfigException {
    assertThat(settings("--harbour.properties.x", "${NOPE}").prefixed("harbour.properties."))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'key', key", "'key\n', key", "'key\r\n', key", "'a\nb\n\n', 'a\nb\n'", "'\n', ''"})
  void readsAFileWithoutTheNewlineAtItsEnd(String content, String expected) throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), content);

    assertThat(name("file:" + secret)).isEqualTo(expected);
    assertThat(name("file://" + secret)).isEqualTo(expected);
  }

  @Test
  void readsAFileWhosePathHoldsAVariable() throws Exception {
    Files.writeString(directory.resolve("one"), "key");

    assertThat(name("file:" + directory + "/${A}")).isEqualTo("key");
  }

  @Test
  void resolvesTheEntriesOfAList() throws Exception {
    Files.writeString(directory.resolve("secret"), "key");
    Path file =
        Files.writeString(
            directory.resolve("job.yaml"),
            "harbour.ships: ['${A}', file:" + directory.resolve("secret") + ", plain]");
    Settings settings = settings("--config", file.toString());

    assertThat(settings.find(HarbourOptions.SHIPS)).isEqualTo(List.of("one", "key", "plain"));
    assertThat(settings.display(HarbourOptions.SHIPS)).isEqualTo("******");
  }

  @Test
  void reportsAFileThatCannotBeUsed() throws IOException {
    Path large = Files.write(directory.resolve("large"), new byte[(1 << 20) + 1]);
    Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 0});

    assertFile("file:/nowhere/x", "names a file that does not exist, was file:/nowhere/x");
    assertFile("file:" + large, "names a file of more than 1 MiB, was file:" + large);
    assertFile("file:" + binary, "names a file that is not UTF-8 text, was file:" + binary);
    assertFile("file:" + directory, "names a file that cannot be read, was file:" + directory);
    assertFile("file:a\0b", "does not name a path, was file:a�b");
    assertFile("file:x", "must name an absolute path, was file:x; $file: starts a plain text");
    assertFile("file:/x/${A}", "names a file that does not exist, was file:******");
  }

  @Test
  void showsADefaultThatIsUsedButNotAVariable() throws ConfigException {
    assertThat(settings("--harbour.name=${A:-d}").display(HarbourOptions.NAME)).isEqualTo("******");
    assertThat(settings("--harbour.name=${X:-d}").display(HarbourOptions.NAME)).isEqualTo("d");
  }

  private static void assertFile(String raw, String problem) {
    assertThat(Problems.of(ENVIRONMENT, "--harbour.name", raw))
        .containsExactly("harbour.name " + problem);
  }

  private static @Nullable String name(String raw) throws ConfigException {
    Settings settings = settings("--harbour.name", raw);
    settings.check();
    return settings.find(HarbourOptions.NAME);
  }

  private static Settings settings(String... args) throws ConfigException {
    return Settings.load(args, HarbourOptions.catalog(), ENVIRONMENT::get);
  }
}
