package dev.breakwater.operators.input;

import dev.breakwater.operators.config.OptionGroup;
import dev.breakwater.operators.config.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The kinds of input that are on the class path, and the choice between them. */
public final class Inputs {

  /** The kind that is always there. */
  public static final String KAFKA = "kafka";

  public static final ConfigOption<String> KIND =
      ConfigOptions.key("source.kind")
          .stringType()
          .defaultValue(KAFKA)
          .withDescription(
              "What is read: kafka, or rabbitmq, rabbitmq-stream or pulsar, whose connectors are jars"
                  + " of their own that have to be on the job's class path. Then the options under"
                  + " Source are not used, and those of the connector are.");

  private Inputs() {}

  /** The choice, then the options of each kind that is there, Kafka's first. */
  public static List<OptionGroup> groups() {
    Map<String, InputKind> kinds = kinds();
    List<OptionGroup> groups = new ArrayList<>();
    groups.add(OptionGroup.of("Input", KIND));
    kinds.values().stream()
        .sorted(Comparator.comparing(kind -> !kind.name().equals(KAFKA)))
        .forEach(kind -> groups.add(kind.options()));
    return groups;
  }

  /**
   * Reads the choice and the options of what was chosen. A kind that is not there is a problem of
   * the settings, and so is an option of one that was not chosen.
   */
  public static Input from(Settings settings) {
    Map<String, InputKind> kinds = kinds();
    InputKind chosen = kinds.get(settings.get(KIND));
    if (chosen == null) {
      settings.reject(
          KIND,
          "is not on the class path",
          String.join(" or ", kinds.keySet())
              + "; that of another kind is a jar of its own, given to flink run with -C");
      return new AbsentInput(settings.get(KIND));
    }
    for (InputKind kind : kinds.values()) {
      if (kind != chosen) {
        refuse(settings, kind);
      }
    }
    return chosen.configure(settings);
  }

  private static void refuse(Settings settings, InputKind kind) {
    for (ConfigOption<?> option : kind.options().options()) {
      if (settings.find(option) != null) {
        settings.reject(option, "goes with source.kind " + kind.name(), "leave it out");
      }
    }
  }

  /** By name. The class path of the library is also that of its connectors. */
  private static Map<String, InputKind> kinds() {
    Map<String, InputKind> kinds = new TreeMap<>();
    for (InputKind kind : ServiceLoader.load(InputKind.class, Inputs.class.getClassLoader())) {
      InputKind other = kinds.put(kind.name(), kind);
      if (other != null) {
        throw new IllegalStateException(
            "two kinds of input are named %s: %s and %s".formatted(kind.name(), other, kind));
      }
    }
    return kinds;
  }
}
