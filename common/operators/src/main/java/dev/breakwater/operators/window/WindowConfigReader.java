package dev.breakwater.operators.window;

import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.event.CloudEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;

/** Reads and checks the options of windows; what is wrong becomes a problem of the settings. */
final class WindowConfigReader {

  private static final String DURATION = "a duration such as 1 h";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,63}");
  private static final int MOST_MEASURES = 64;
  private static final int MOST_PANES = 1_000;
  private static final Duration PLACEHOLDER = Duration.ofHours(1);
  private static final KeySource NO_KEY = new KeySource.Attribute("subject");
  private static final List<Measure> NO_MEASURES =
      List.of(new Measure("count", Measure.Function.COUNT, null, null));

  private final Settings settings;

  WindowConfigReader(Settings settings) {
    this.settings = settings;
  }

  WindowConfig read(Duration ahead, int maxDepth) {
    Shape shape = shape();
    Emit emit = emit(shape.kind());
    return new WindowConfig(
        tried(
            WindowOptions.KEY,
            settings.require(WindowOptions.KEY, "subject"),
            KeySource.ALLOWED,
            KeySource::parse,
            NO_KEY),
        shape,
        measures(),
        emit,
        early(emit, shape.size()),
        notNegative(WindowOptions.OUT_OF_ORDERNESS).toMillis(),
        notNegative(WindowOptions.IDLE_CLOSE).toMillis(),
        ahead.toMillis(),
        maxDepth,
        settings.get(WindowOptions.PRE_AGGREGATION_MEMORY).getBytes(),
        attribute(WindowOptions.RESULT_SOURCE, settings.require(WindowOptions.RESULT_SOURCE, "x")),
        attribute(WindowOptions.RESULT_TYPE, settings.get(WindowOptions.RESULT_TYPE)));
  }

  private Shape shape() {
    Shape.Kind kind = settings.get(WindowOptions.KIND);
    long lateness = notNegative(WindowOptions.LATENESS).toMillis();
    onlyOf(kind != Shape.Kind.SESSION, WindowOptions.SIZE, "tumbling or hopping", kind);
    onlyOf(kind == Shape.Kind.HOPPING, WindowOptions.SLIDE, "hopping", kind);
    onlyOf(kind == Shape.Kind.SESSION, WindowOptions.GAP, "session", kind);
    return switch (kind) {
      case TUMBLING -> {
        long size = positive(WindowOptions.SIZE);
        yield new Shape(kind, size, size, lateness);
      }
      case HOPPING -> hopping(positive(WindowOptions.SIZE), lateness);
      case SESSION -> {
        long gap = positive(WindowOptions.GAP);
        yield new Shape(kind, gap, gap, lateness);
      }
    };
  }

  private Shape hopping(long size, long lateness) {
    long slide = positive(WindowOptions.SLIDE);
    if (size % slide != 0 || size / slide > MOST_PANES) {
      settings.reject(
          WindowOptions.SLIDE,
          "does not go into window.size " + settings.display(WindowOptions.SIZE),
          "the size divided by a whole number of 1 to " + MOST_PANES);
      return new Shape(Shape.Kind.HOPPING, size, size, lateness);
    }
    return new Shape(Shape.Kind.HOPPING, size, slide, lateness);
  }

  private void onlyOf(boolean fits, ConfigOption<Duration> option, String kinds, Shape.Kind kind) {
    if (!fits && settings.find(option) != null) {
      settings.reject(option, "is of window.kind " + kinds + ", which was " + kind, "unset");
    }
  }

  private long positive(ConfigOption<Duration> option) {
    Duration value = settings.require(option, PLACEHOLDER);
    if (value.toMillis() < 1) {
      settings.reject(option, "must be positive", DURATION);
      return PLACEHOLDER.toMillis();
    }
    return value.toMillis();
  }

  private Duration notNegative(ConfigOption<Duration> option) {
    Duration value = settings.get(option);
    if (value.isNegative()) {
      settings.reject(option, "must not be negative", "0 s or more");
      return option.defaultValue();
    }
    return value;
  }

  private Emit emit(Shape.Kind kind) {
    Emit emit = settings.get(WindowOptions.EMIT);
    if (emit == Emit.UPDATES && kind != Shape.Kind.TUMBLING) {
      settings.reject(
          WindowOptions.EMIT, "does not go with window.kind " + kind, "final, or tumbling windows");
      return Emit.FINAL;
    }
    return emit;
  }

  private long early(Emit emit, long size) {
    long early = notNegative(WindowOptions.EARLY_EVERY).toMillis();
    if (early > 0 && emit != Emit.UPDATES) {
      settings.reject(
          WindowOptions.EARLY_EVERY, "does not go with window.emit final", "0 s, or updates");
      return 0;
    }
    if (early >= size) {
      settings.reject(
          WindowOptions.EARLY_EVERY,
          "must be shorter than window.size",
          "0 s, or part of the size");
      return 0;
    }
    return early;
  }

  private List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    settings
        .prefixed(WindowOptions.MEASURES_PREFIX)
        .forEach(
            (name, text) -> {
              ConfigOption<String> option = WindowOptions.measure(name);
              if (!NAME.matcher(name).matches()) {
                settings.reject(
                    option,
                    "has a name that results cannot have",
                    "1 to 64 of a-z, A-Z, 0-9, '_', '-', a letter first");
              }
              measures.add(
                  tried(
                      option,
                      text,
                      Measure.ALLOWED,
                      value -> Measure.parse(name, value),
                      NO_MEASURES.get(0)));
            });
    if (measures.isEmpty() || measures.size() > MOST_MEASURES) {
      settings.reject(
          WindowOptions.measure("*"),
          "must name what is told of each window, were " + measures.size() + " measures",
          "1 to %d, such as aggregate.measures.flights: count".formatted(MOST_MEASURES));
      return NO_MEASURES;
    }
    return measures;
  }

  private String attribute(ConfigOption<String> option, String text) {
    if (text.isEmpty() || !CloudEvents.isAttributeText(text)) {
      settings.reject(option, "is no text for an attribute", "text without control characters");
    }
    return text;
  }

  private <T> T tried(
      ConfigOption<?> option, String text, String allowed, Function<String, T> reader, T fallback) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      settings.reject(option, String.valueOf(e.getMessage()), allowed);
      return fallback;
    }
  }
}
