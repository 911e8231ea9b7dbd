package dev.breakwater.operators.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {

  private record Bad(String yaml, String problem) {}

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "harbour:\n  name: north\n  properties:\n    ssl:\n      x: 1",
        "harbour.name: north\nharbour.properties.ssl.x: 1",
        "harbour:\n  name: north\nharbour.properties:\n  ssl.x: 1",
        "{harbour: {name: north, properties: {ssl: {x: 1}}}}",
        "---\n\"harbour\": {'name': \"north\", properties.ssl.x: '1'}\n...\n",
        "\uFEFF# with a byte order mark\nharbour: {name: north, properties.ssl.x: 1}",
        "harbour: &h\n  name: &n north\n  properties.ssl.x: 1\n",
      })
  void readsNestedAndDottedKeys(String yaml) throws Exception {
    Settings settings = read(yaml);

    assertThat(settings.find(HarbourOptions.NAME)).isEqualTo("north");
    assertThat(settings.prefixed("harbour.properties.")).isEqualTo(Map.of("ssl.x", "1"));
    assertThat(Problems.of(settings)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"007", "1_000", "0x1F", "yes", "NULL_", "2001-01-31", "1.10", "1e3"})
  void takesScalarsAsTheyAreWritten(String scalar) throws Exception {
    assertThat(read("harbour.name: " + scalar).find(HarbourOptions.NAME)).isEqualTo(scalar);
  }

  @Test
  void tellsAQuotedNullAndAnEmptyTextFromNoValue() throws Exception {
    assertThat(read("harbour.name: 'null'").find(HarbourOptions.NAME)).isEqualTo("null");
    assertThat(read("harbour.name: \"\"").find(HarbourOptions.NAME)).isEmpty();
  }

  @Test
  void readsListsInBothForms() throws Exception {
    List<String> entries = List.of("007", "a;b", "it's \"so\" \\ really");
    String flow = "harbour.ships: [007, 'a;b', 'it''s \"so\" \\ really']";
    String block = "harbour.ships:\n - 007\n - a;b\n - it's \"so\" \\ really\n";

    assertThat(read(flow).find(HarbourOptions.SHIPS)).isEqualTo(entries);
    assertThat(read(block).find(HarbourOptions.SHIPS)).isEqualTo(entries);
    assertThat(read("harbour.ships: []").find(HarbourOptions.SHIPS)).isEmpty();
  }

  @Test
  void keepsLineBreaksAndUnicodeInListEntries() throws Exception {
    assertThat(read("harbour.ships: [\"a\\n b\\u0085\", 🚢]").find(HarbourOptions.SHIPS))
        .containsExactly("a\n b\u0085", "🚢");
  }

  @Test
  void joinsAListUnderAPrefixWithCommas() throws Exception {
    assertThat(read("harbour.properties.x: [a, b]").prefixed("harbour.properties."))
        .isEqualTo(Map.of("x", "a,b"));
  }

  @Test
  void reportsARequiredListThatIsEmpty() throws Exception {
    Settings settings = read("harbour.ships: []");
    settings.require(HarbourOptions.SHIPS, List.of());

    assertThat(Problems.of(settings))
        .containsExactly("harbour.ships is required, was empty (" + path() + " line 1)");
  }

  @Test
  void refusesAListWhereOneValueIsNeeded() throws Exception {
    Settings settings = read("harbour.name: [a, b]\nharbour.berths: [1]");
    settings.find(HarbourOptions.NAME);
    settings.get(HarbourOptions.BERTHS);

    assertThat(Problems.of(settings))
        .containsExactly(
            "harbour.name must be a single text, was [a, b];"
                + (" allowed: one value, not a list (" + path() + " line 1)"),
            "harbour.berths must be a whole number, was [1];"
                + (" allowed: -2147483648 to 2147483647 (" + path() + " line 2)"));
  }

  @Test
  void saysInWhichLineAProblemIs() throws Exception {
    Settings settings = read("# comment\n\nharbour:\n  berths: x\n");
    settings.get(HarbourOptions.BERTHS);

    assertThat(Problems.of(settings).get(0)).endsWith("(" + path() + " line 4)");
  }

  @Test
  void acceptsAHeadingWithNothingBelow() throws Exception {
    assertThat(Problems.of(read("harbour:\n  properties:\n"))).isEmpty();
  }

  static List<Bad> inEntries() {
    return List.of(
        new Bad(
            "harbour.name:",
            "harbour.name has no value; leave the line out for the default,"
                + " write \"\" for empty (FILE line 1)"),
        new Bad(
            "harbour.name: ~",
            "harbour.name has no value; leave the line out for the default,"
                + " write \"\" for empty (FILE line 1)"),
        new Bad(
            "harbour.name: a\nharbour:\n  name: b",
            "harbour.name is given twice, first in FILE line 1 (FILE line 3)"),
        new Bad(
            "harbour:\n  name: a\n  name: b",
            "harbour.name is given twice, first in FILE line 2 (FILE line 3)"),
        new Bad(
            "harbour: {open: true}\nharbour: {open: false}",
            "harbour.open is given twice, first in FILE line 1 (FILE line 2)"),
        new Bad(
            "harbour.ships: [a, [b]]",
            "harbour.ships must be a list of single values (FILE line 1)"),
        new Bad("? [a]\n: b", "a key must be a text, was a list or mapping (FILE line 1)"));
  }

  @ParameterizedTest
  @MethodSource("inEntries")
  void reportsWhatIsWrongWithAnEntry(Bad bad) throws Exception {
    assertThat(Problems.of(read(bad.yaml))).containsExactly(bad.problem.replace("FILE", path()));
  }

  static List<Bad> files() {
    return List.of(
        new Bad("", "--config is empty"),
        new Bad("# only a comment\n", "--config is empty"),
        new Bad("- a\n- b", "--config is not a mapping of keys to values"),
        new Bad("text", "--config is not a mapping of keys to values"),
        new Bad(
            "a: 1\n---\nb: 2",
            "--config is not valid YAML at line 2, column 1:" + " it holds more than one document"),
        new Bad(
            "a: 1\n b: 2",
            "--config is not valid YAML at line 2, column 3:"
                + " mapping values are not allowed here"),
        new Bad(
            "a:\n\tb: 2",
            "--config is not valid YAML at line 2, column 1:" + " indent with blanks, not tabs"),
        new Bad(
            "a: *b",
            "--config is not valid YAML at line 1, column 4:"
                + " a value that starts with one of * & ! @ % ` | > needs quotes"),
        new Bad(
            "a: @b",
            "--config is not valid YAML at line 1, column 4:"
                + " a value that starts with one of * & ! @ % ` | > needs quotes"),
        new Bad(
            "a: \"\\q\"",
            "--config is not valid YAML at line 1, column 6:"
                + " \\ is special between double quotes, use single quotes"),
        new Bad(
            "a: \"b",
            "--config is not valid YAML at line 1, column 6:" + " found unexpected end of stream"),
        new Bad(
            "a: [b",
            "--config is not valid YAML at line 1, column 6:"
                + " expected ',' or ']', but got <stream end>"),
        new Bad(
            "a: \u0001",
            "--config is not valid YAML:" + " it holds characters that YAML does not allow"),
        new Bad(
            "a: &a [1]\nb: *a",
            "--config is not valid YAML:" + " aliases of lists and mappings are not supported"),
        new Bad(
            "a: &a [*a]",
            "--config is not valid YAML:" + " aliases of lists and mappings are not supported"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void refusesAFileThatIsNoMapping(Bad bad) throws IOException {
    Files.writeString(directory.resolve("job.yaml"), bad.yaml);

    assertThat(Problems.of("--config", path())).containsExactly(bad.problem + ", was " + path());
  }

  @Test
  void refusesAFileThatCannotBeRead() throws IOException {
    Files.write(directory.resolve("job.yaml"), "a: ü".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(Problems.of("--config", path()))
        .containsExactly("--config is not UTF-8 text, was " + path());
    assertThat(Problems.of("--config", directory.toString()))
        .containsExactly("--config cannot be read as a file, was " + directory);
    assertThat(Problems.of("--config", "a\0b"))
        .containsExactly("--config cannot be read as a file, was a�b");
    assertThat(Problems.of("--config="))
        .containsExactly("--config cannot be read as a file, was empty");
  }

  private String path() {
    return directory.resolve("job.yaml").toString();
  }

  private Settings read(String yaml) throws IOException, ConfigException {
    Files.writeString(directory.resolve("job.yaml"), yaml);
    return Settings.load(new String[] {"--config", path()}, HarbourOptions.catalog(), name -> null);
  }
}
