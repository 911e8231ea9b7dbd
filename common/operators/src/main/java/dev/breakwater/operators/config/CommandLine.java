package dev.breakwater.operators.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a job, sorted into reserved words and options. Contents are never quoted. */
final class CommandLine {

  static final String CONFIG = "config";
  static final String LOCAL = "local";
  static final String HELP = "help";
  static final String VERSION = "version";
  static final String DRY_RUN = "dry-run";

  /** Words that belong on the command line and nowhere else. */
  static final List<String> RESERVED = List.of(CONFIG, LOCAL, DRY_RUN, HELP, VERSION);

  private static final List<String> FLAGS = List.of(DRY_RUN, HELP, VERSION);
  private static final String DASHES = "--";

  private final String[] args;
  private final OptionCatalog catalog;
  private final List<String> problems;
  private final Map<String, Given> given = new LinkedHashMap<>();

  private CommandLine(String[] args, OptionCatalog catalog, List<String> problems) {
    this.args = args;
    this.catalog = catalog;
    this.problems = problems;
  }

  /**
   * @param problems where everything that cannot be understood is added
   */
  static CommandLine parse(String[] args, OptionCatalog catalog, List<String> problems) {
    CommandLine line = new CommandLine(args, catalog, problems);
    int next = 0;
    while (next < args.length) {
      next = line.read(next);
    }
    FLAGS.forEach(line::checkFlag);
    return line;
  }

  boolean has(String reserved) {
    return given.containsKey(reserved);
  }

  @Nullable String value(String reserved) {
    Given value = given.get(reserved);
    return value == null ? null : value.texts().get(0);
  }

  /** Everything but the reserved words. */
  Map<String, Given> options() {
    Map<String, Given> options = new LinkedHashMap<>(given);
    RESERVED.forEach(options::remove);
    return options;
  }

  /** Reads one option; returns the index of the next. */
  private int read(int index) {
    String arg = args[index].equals("-h") ? DASHES + HELP : args[index];
    String key = key(arg);
    if (key.isEmpty()) {
      stray(index);
      return index + 1;
    }
    if (arg.indexOf('=') >= 0) {
      put(key, arg.substring(arg.indexOf('=') + 1));
      return index + 1;
    }
    boolean last = index + 1 == args.length;
    if (FLAGS.contains(key)) {
      put(key, "true");
    } else if (!last && !args[index + 1].startsWith(DASHES)) {
      put(key, args[index + 1]);
      return index + 2;
    } else if (catalog.isBoolean(key)) {
      put(key, "true");
    } else {
      return withoutValue(key, index + 1);
    }
    return index + 1;
  }

  private int withoutValue(String key, int next) {
    problems.add("%1$s has no value; allowed: --%1$s VALUE or --%1$s=VALUE".formatted(key));
    // What follows may be a secret that starts with two dashes: not read, so never quoted.
    boolean secret = Secrets.isSecret(key) && next < args.length && !isKnown(key(args[next]));
    return secret ? next + 1 : next;
  }

  private boolean isKnown(String key) {
    return RESERVED.contains(key) || catalog.knows(key);
  }

  /** Empty where the argument is no key. */
  private static String key(String arg) {
    if (!arg.startsWith(DASHES)) {
      return "";
    }
    int equals = arg.indexOf('=');
    return arg.substring(DASHES.length(), equals < 0 ? arg.length() : equals);
  }

  private void put(String key, String text) {
    if (given.putIfAbsent(key, Given.argument(key, text)) != null) {
      problems.add("--" + key + " is given twice");
    }
  }

  private void checkFlag(String flag) {
    if (has(flag) && !"true".equals(value(flag))) {
      problems.add("--" + flag + " takes no value");
    }
  }

  private void stray(int index) {
    String after = "";
    for (int i = 0; i < index; i++) {
      after = key(args[i]).isEmpty() ? after : " (after --" + key(args[i]) + ")";
    }
    problems.add(
        "argument " + (index + 1) + after + " is no option; allowed: --key VALUE or --key=VALUE");
  }
}
