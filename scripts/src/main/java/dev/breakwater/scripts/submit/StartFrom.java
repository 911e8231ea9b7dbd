package dev.breakwater.scripts.submit;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state that a job is to start from: none, the newest, or one by its path. */
public final class StartFrom {

  private static final String LATEST = "latest";
  private static final int SHOWN = 10;

  private final @Nullable String path;

  private StartFrom(@Nullable String path) {
    this.path = path;
  }

  /** No state, whatever there is. */
  public static StartFrom fresh() {
    return new StartFrom(null);
  }

  /** The newest complete checkpoint or savepoint of the instance. */
  public static StartFrom latest() {
    return new StartFrom(LATEST);
  }

  /** This one; {@code latest} is the newest. */
  public static StartFrom path(String path) {
    return new StartFrom(path);
  }

  /** As the command line says it, where it must say one of them. */
  static StartFrom of(@Nullable String from, boolean fresh, SavedStates states, String instance) {
    if (fresh == (from != null)) {
      throw new SubmitException(
          "say from which state: --from latest, --from PATH, or --fresh\n"
              + describe(states, instance));
    }
    return new StartFrom(from);
  }

  /** The path, null for none. */
  @Nullable String resolve(SavedStates states, String instance) {
    if (!LATEST.equals(path)) {
      return path;
    }
    List<SavedState> all = states.of(instance);
    if (all.isEmpty()) {
      throw new SubmitException(
          "--from latest finds no state of %s; --fresh starts without".formatted(instance));
    }
    return all.get(0).path();
  }

  private static String describe(SavedStates states, String instance) {
    List<SavedState> all = states.of(instance);
    return all.isEmpty()
        ? "there is no state of " + instance
        : all.stream()
            .limit(SHOWN)
            .map(state -> "  " + state)
            .collect(Collectors.joining("\n", "states of " + instance + ", newest first:\n", ""));
  }
}
