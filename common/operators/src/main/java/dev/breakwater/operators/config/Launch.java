package dev.breakwater.operators.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;

/**
 * What a job was started with: its settings, and the reserved words of the command line. A main
 * prints {@link #answer()} and returns if there is one; else it reads its configuration with {@link
 * #configure}, and prints its plan and returns if {@link #dryRun()}. Nothing here ends the JVM.
 */
public final class Launch {

  private static final String FLINK_CONFIG = "config.yaml";

  private final CommandLine line;
  private final OptionCatalog catalog;
  private final Settings settings;
  private final @Nullable Path localFlinkDirectory;

  private Launch(
      CommandLine line, OptionCatalog catalog, Settings settings, @Nullable Path localDirectory) {
    this.line = line;
    this.catalog = catalog;
    this.settings = settings;
    this.localFlinkDirectory = localDirectory;
  }

  /**
   * Reads arguments, the file that they name, and what the values refer to.
   *
   * @param environment value of a variable by its name, null where it is not set
   * @throws ConfigException if the file cannot be used; other problems wait for {@link
   *     Settings#check()}
   */
  public static Launch of(
      String[] args, OptionCatalog catalog, UnaryOperator<@Nullable String> environment)
      throws ConfigException {
    List<String> problems = new ArrayList<>();
    CommandLine line = CommandLine.parse(args, catalog, problems);
    if (line.has(CommandLine.HELP) || line.has(CommandLine.VERSION)) {
      return new Launch(line, catalog, Settings.of(Map.of()), null);
    }
    Path local = localDirectory(line.value(CommandLine.LOCAL), problems);
    Map<String, Given> given = new LinkedHashMap<>();
    String file = line.value(CommandLine.CONFIG);
    if (file != null) {
      Map<String, Given> inFile = YamlFile.read(file, catalog::isSection, problems);
      if (inFile == null) {
        throw new ConfigException(problems);
      }
      given.putAll(inFile);
    }
    given.putAll(line.options());
    given.values().removeIf(one -> isUnknown(one, catalog, problems));
    References references = new References(environment, problems);
    Map<String, Value> values = new LinkedHashMap<>();
    given.forEach((key, one) -> values.put(key, references.resolve(one)));
    return new Launch(line, catalog, new Settings(values, catalog, problems), local);
  }

  /** True for {@code --help}: the settings are empty. */
  public boolean help() {
    return line.has(CommandLine.HELP);
  }

  /** True for {@code --version}: the settings are empty. */
  public boolean version() {
    return line.has(CommandLine.VERSION);
  }

  /** True if everything is to be checked and shown, and nothing is to be run. */
  public boolean dryRun() {
    return line.has(CommandLine.DRY_RUN);
  }

  /** What to print instead of running: the help, or the version; else null. */
  public @Nullable String answer() {
    if (help()) {
      return catalog.help();
    }
    return version() ? versionText() : null;
  }

  /**
   * The directory of {@code --local}, with Flink's {@code config.yaml} in it: the job is to run in
   * this JVM. Null where it runs wherever it was submitted to.
   */
  public @Nullable Path localFlinkDirectory() {
    return localFlinkDirectory;
  }

  public Settings settings() {
    return settings;
  }

  /**
   * A job's configuration, read and checked.
   *
   * @param from reads it, such as {@code IngestConfig::from}
   * @throws ConfigException with all problems of command line, file and reading
   */
  public <C> C configure(Function<Settings, C> from) throws ConfigException {
    try {
      C config = from.apply(settings);
      settings.check();
      return config;
    } catch (IllegalArgumentException e) {
      // A placeholder for a missing value may be refused: the missing value is what matters.
      settings.check();
      throw e;
    }
  }

  private String versionText() {
    Package shipped = Launch.class.getPackage();
    String version =
        Objects.requireNonNullElse(shipped.getImplementationVersion(), "(not packaged)");
    return "breakwater %s, %s, Flink %s\n"
        .formatted(version, catalog.job(), EnvironmentInformation.getVersion());
  }

  private static boolean isUnknown(Given given, OptionCatalog catalog, List<String> problems) {
    String key = given.key();
    if (catalog.knows(key)) {
      return false;
    }
    String at = Position.suffix(given.position());
    if (CommandLine.RESERVED.contains(key)) {
      problems.add(key + " belongs on the command line" + at + ", as --" + key);
    } else {
      String nearest = catalog.nearest(key);
      String hint = nearest == null ? "--help lists them all" : "did you mean " + nearest + "?";
      problems.add(key + " is not an option" + at + "; " + hint);
    }
    return true;
  }

  private static @Nullable Path localDirectory(@Nullable String text, List<String> problems) {
    if (text == null) {
      return null;
    }
    try {
      Path directory = Path.of(text);
      if (Files.isRegularFile(directory.resolve(FLINK_CONFIG))) {
        return directory;
      }
    } catch (InvalidPathException e) {
      // Said below: it is no directory either.
    }
    problems.add("--local must name a directory with Flink's config.yaml, was " + Value.show(text));
    return null;
  }
}
