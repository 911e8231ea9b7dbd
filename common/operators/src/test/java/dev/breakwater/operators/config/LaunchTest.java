package dev.breakwater.operators.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchTest {

  @TempDir Path directory;

  @Test
  void readsBothFormsOfAnArgument() throws ConfigException {
    Settings settings =
        launch("--harbour.name", "north", "--harbour.berths=7", "--harbour.properties.x=a=b")
            .settings();

    assertThat(settings.find(HarbourOptions.NAME)).isEqualTo("north");
    assertThat(settings.get(HarbourOptions.BERTHS)).isEqualTo(7);
    assertThat(settings.prefixed("harbour.properties.")).isEqualTo(Map.of("x", "a=b"));
    assertThat(Problems.of(settings)).isEmpty();
  }

  @Test
  void takesABooleanAloneAsTrue() throws ConfigException {
    assertThat(launch("--harbour.open").settings().get(HarbourOptions.OPEN)).isTrue();
    assertThat(launch("--harbour.open", "--dry-run").settings().get(HarbourOptions.OPEN)).isTrue();
    assertThat(launch("--harbour.open", "false").settings().get(HarbourOptions.OPEN)).isFalse();
  }

  @Test
  void takesNegativeAndEmptyValues() throws ConfigException {
    Settings settings = launch("--harbour.berths", "-5", "--harbour.name=").settings();

    assertThat(settings.get(HarbourOptions.BERTHS)).isEqualTo(-5);
    assertThat(settings.find(HarbourOptions.NAME)).isEmpty();
    assertThat(launch("--harbour.name=--x").settings().find(HarbourOptions.NAME)).isEqualTo("--x");
  }

  @Test
  void letsAnArgumentWinOverTheFileAndTheFileOverTheDefault() throws Exception {
    String file = file("harbour: {name: north, berths: 7}");
    Settings settings = launch("--harbour.name=south", "--config", file).settings();

    assertThat(settings.find(HarbourOptions.NAME)).isEqualTo("south");
    assertThat(settings.get(HarbourOptions.BERTHS)).isEqualTo(7);
    assertThat(settings.get(HarbourOptions.OPEN)).isFalse();
  }

  @Test
  void doesNotResolveAReferenceThatAnArgumentReplaces() throws Exception {
    String file = file("harbour.name: ${MISSING}");

    assertThat(Problems.of("--config", file, "--harbour.name=south")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "harbour.horizn|did you mean harbour.horizon?",
        "harbour.hroizon|did you mean harbour.horizon?",
        "Harbour_Horizon|did you mean harbour.horizon?",
        "horizon|did you mean harbour.horizon?",
        "harbor.propertis.ssl.x|did you mean harbour.properties.ssl.x?",
        "job.instnace|did you mean job.instance?",
        "harbour.properties.|--help lists them all",
        "zebra|--help lists them all",
      })
  void namesTheNearestKeyOfAnUnknownOne(String key, String hint) {
    assertThat(Problems.of("--" + key, "x")).containsExactly(key + " is not an option; " + hint);
  }

  @Test
  void suggestsAReservedWord() {
    assertThat(Problems.of("--confg", "x"))
        .containsExactly("confg is not an option; did you mean --config?");
  }

  @Test
  void saysWhereAnUnknownKeyIsInTheFile() throws IOException {
    String file = file("harbour:\n  name: north\n  bertsh: 7\n");

    assertThat(Problems.of("--config", file))
        .containsExactly(
            "harbour.bertsh is not an option (" + file + " line 3); did you mean harbour.berths?");
  }

  @Test
  void refusesReservedWordsInTheFile() throws IOException {
    String file = file("config: x\ndry-run: true\n");

    assertThat(Problems.of("--config", file))
        .containsExactly(
            "config belongs on the command line (" + file + " line 1), as --config",
            "dry-run belongs on the command line (" + file + " line 2), as --dry-run");
  }

  @Test
  void reportsArgumentsThatAreNoOptionsByTheirPlace() {
    assertThat(
            Problems.of("stray", "--harbour.name=x", "-y", "--harbour.tons", "1", "z", "--", "="))
        .containsExactly(
            "argument 1 is no option; allowed: --key VALUE or --key=VALUE",
            "argument 3 (after --harbour.name) is no option; allowed: --key VALUE or --key=VALUE",
            "argument 6 (after --harbour.tons) is no option; allowed: --key VALUE or --key=VALUE",
            "argument 7 (after --harbour.tons) is no option; allowed: --key VALUE or --key=VALUE",
            "argument 8 (after --harbour.tons) is no option; allowed: --key VALUE or --key=VALUE");
  }

  @Test
  void reportsAnOptionWithoutValue() {
    String problem =
        "harbour.name has no value; allowed: --harbour.name VALUE or --harbour.name=VALUE";

    assertThat(Problems.of("--harbour.name")).containsExactly(problem);
    assertThat(Problems.of("--harbour.name", "--dry-run")).containsExactly(problem);
    assertThat(Problems.of("--config"))
        .containsExactly("config has no value; allowed: --config VALUE or --config=VALUE");
  }

  @Test
  void reportsAnOptionThatIsGivenTwice() {
    assertThat(Problems.of("--harbour.name=a", "--harbour.name", "b"))
        .containsExactly("--harbour.name is given twice");
  }

  @Test
  void reportsAFlagWithAValue() {
    assertThat(Problems.of("--dry-run=no")).containsExactly("--dry-run takes no value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void answersHelpWhateverElseIsWrong(String help) throws ConfigException {
    Launch launch = launch("--config", "/nowhere", "--zebra", "1", help);

    assertThat(launch.help()).isTrue();
    assertThat(launch.version()).isFalse();
    assertThat(launch.answer()).isEqualTo(HarbourOptions.catalog().help());
    assertThat(Problems.of(launch.settings())).isEmpty();
  }

  @Test
  void answersVersion() throws ConfigException {
    Launch launch = launch("--version");

    assertThat(launch.version()).isTrue();
    assertThat(launch.answer()).matches("breakwater \\S.*, harbour, Flink [0-9].*\n");
  }

  @Test
  void hasNoAnswerWhenItIsToRun() throws ConfigException {
    assertThat(launch().answer()).isNull();
    assertThat(launch().dryRun()).isFalse();
    assertThat(launch("--dry-run").answer()).isNull();
    assertThat(launch("--dry-run").dryRun()).isTrue();
  }

  @Test
  void findsTheLocalFlinkDirectory() throws Exception {
    Files.createFile(directory.resolve("config.yaml"));

    assertThat(launch("--local", directory.toString()).localFlinkDirectory()).isEqualTo(directory);
    assertThat(launch().localFlinkDirectory()).isNull();
  }

  @Test
  void reportsALocalDirectoryWithoutFlinkConfig() {
    assertThat(Problems.of("--local", directory.toString()))
        .containsExactly(
            "--local must name a directory with Flink's config.yaml, was " + directory);
    assertThat(Problems.of("--local", "a\0b"))
        .containsExactly("--local must name a directory with Flink's config.yaml, was a�b");
  }

  @Test
  void configuresAndChecksInOneStep() throws ConfigException {
    Launch launch = launch("--harbour.name=north");

    assertThat(launch.<String>configure(s -> s.require(HarbourOptions.NAME, "")))
        .isEqualTo("north");
  }

  @Test
  void reportsTheProblemsOfCommandLineFileAndReadingTogether() throws IOException {
    String file = file("harbour: {berths: x, bad: 1, name: '${MISSING}'}");

    assertThatThrownBy(
            () ->
                launch("--config", file, "stray")
                    .configure(
                        settings -> {
                          settings.get(HarbourOptions.BERTHS);
                          settings.require(HarbourOptions.NAME, "");
                          return settings.require(HarbourOptions.TONS, 0L);
                        }))
        .isInstanceOfSatisfying(ConfigException.class, e -> assertThat(e.problems()).hasSize(5));
  }

  @Test
  void prefersTheProblemsOverAConfigThatRefusesAPlaceholder() throws ConfigException {
    Launch launch = launch();

    assertThatThrownBy(
            () ->
                launch.configure(
                    settings -> new JobInstance(settings.require(JobOptions.INSTANCE, "?"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("job.instance is required, was not set");
    assertThatThrownBy(() -> launch().configure(settings -> new JobInstance("?")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void throwsAtOnceIfTheFileCannotBeUsed() {
    assertThatThrownBy(() -> launch("stray", "--config", "/nowhere/x.yaml"))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "argument 1 is no option; allowed: --key VALUE or --key=VALUE",
                        "--config does not exist, was /nowhere/x.yaml"));
  }

  @Test
  void describesWhatIsInForceAndMarksWhatIsNotTheDefault() throws Exception {
    String file =
        file(
            """
            harbour:
              horizon: 168 h
              berths: 9
              ships: [a, b]
              password: hunter2
              properties: {ssl.x: 1}
              flags: {red: 2}
            """);
    Settings settings =
        Settings.load(
            new String[] {"--config", file, "--harbour.old.name=${N}", "--harbour.tons=many"},
            HarbourOptions.catalog(),
            Map.of("N", "north")::get);

    assertThat(settings.describe())
        .isEqualTo(
            """
            Job
              job.instance = not set
            Harbour
              harbour.horizon = 168 h (FILE line 2)
              harbour.size = 1 mb
              harbour.open = false
            * harbour.berths = 9 (FILE line 3)
            * harbour.tons = many
              harbour.ratio = 0.05
              harbour.depth = not set
              harbour.delivery = exactly-once
              harbour.other.delivery = not set
              harbour.unit = days
            * harbour.name = ******
            * harbour.password = ****** (FILE line 5)
              harbour.token = not set
            * harbour.ships = [a, b] (FILE line 4)
              harbour.tides = 6 h;18 h
              harbour.flags = not set
            * harbour.flags.red = 2 (FILE line 7)
            * harbour.properties.ssl.x = 1 (FILE line 6)
            (* = not the default)
            """
                .replace("FILE", file));
    assertThat(Problems.of(settings)).isEmpty();
  }

  private String file(String text) throws IOException {
    return Objects.requireNonNull(Files.writeString(directory.resolve("job.yaml"), text))
        .toString();
  }

  private static Launch launch(String... args) throws ConfigException {
    return Launch.of(args, HarbourOptions.catalog(), name -> null);
  }
}
