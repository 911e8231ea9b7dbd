package dev.breakwater.scripts.submit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the jobs of a cluster keep their states: below the cluster's checkpoint and savepoint
 * directories one directory for each job instance.
 */
public final class SavedStates {

  private static final String CHECKPOINTS = "execution.checkpointing.dir";
  private static final String SAVEPOINTS = "execution.checkpointing.savepoint-dir";
  private static final String METADATA = "_metadata";

  private final Path checkpoints;
  private final @Nullable Path savepoints;

  private SavedStates(Path checkpoints, @Nullable Path savepoints) {
    this.checkpoints = checkpoints;
    this.savepoints = savepoints;
  }

  /**
   * Of a cluster.
   *
   * @param configuration the cluster's settings, see {@code FlinkRest.configuration()}
   */
  public static SavedStates of(Map<String, String> configuration) {
    String checkpoints = configuration.get(CHECKPOINTS);
    if (checkpoints == null) {
      throw new SubmitException(
          "%s must be set in the cluster's config.yaml: without it there is nothing to restore from"
              .formatted(CHECKPOINTS));
    }
    String savepoints = configuration.get(SAVEPOINTS);
    return new SavedStates(new Path(checkpoints), savepoints == null ? null : new Path(savepoints));
  }

  /** Settings of Flink that give a job instance its own directories. */
  public Map<String, String> settings(String instance) {
    String own = new Path(checkpoints, instance).toString();
    return savepoints == null
        ? Map.of(CHECKPOINTS, own)
        : Map.of(CHECKPOINTS, own, SAVEPOINTS, new Path(savepoints, instance).toString());
  }

  /** Where an instance's savepoints go; null when the cluster has no directory for them. */
  public @Nullable String savepoints(String instance) {
    return savepoints == null ? null : new Path(savepoints, instance).toString();
  }

  /** Job instances that have a directory, in order. */
  public List<String> instances() {
    List<String> names =
        new ArrayList<>(directories(checkpoints).stream().map(Path::getName).toList());
    if (savepoints != null) {
      directories(savepoints).stream().map(Path::getName).forEach(names::add);
    }
    return names.stream().distinct().sorted().toList();
  }

  /**
   * The instance that a state belongs to.
   *
   * @param state its path; null for none
   * @return null where it is not in the cluster's directories
   */
  public @Nullable String owner(@Nullable String state) {
    if (state == null) {
      return null;
    }
    Path below = new Path(state);
    for (Path at = below.getParent(); at != null; at = at.getParent()) {
      if (isHome(at)) {
        return below.getName();
      }
      below = at;
    }
    return null;
  }

  private boolean isHome(Path directory) {
    String path = directory.toUri().getPath();
    return path.equals(checkpoints.toUri().getPath())
        || (savepoints != null && path.equals(savepoints.toUri().getPath()));
  }

  /** All complete states of an instance, newest first. */
  public List<SavedState> of(String instance) {
    List<SavedState> states = new ArrayList<>();
    for (Path job : directories(new Path(checkpoints, instance))) {
      for (Path checkpoint : directories(job)) {
        add(states, checkpoint, false);
      }
    }
    if (savepoints != null) {
      for (Path savepoint : directories(new Path(savepoints, instance))) {
        add(states, savepoint, true);
      }
    }
    states.sort(Comparator.comparing(SavedState::completed).reversed());
    return states;
  }

  private static void add(List<SavedState> to, Path state, boolean savepoint) {
    try {
      FileStatus metadata = state.getFileSystem().getFileStatus(new Path(state, METADATA));
      Instant completed = Instant.ofEpochMilli(metadata.getModificationTime());
      to.add(new SavedState(state.toString(), savepoint, completed));
    } catch (FileNotFoundException incomplete) {
      // Going on, or deleted by the job a moment ago.
    } catch (IOException e) {
      throw unreadable(state, e);
    }
  }

  private static List<Path> directories(Path of) {
    List<Path> directories = new ArrayList<>();
    try {
      FileSystem files = of.getFileSystem();
      if (!files.exists(of)) {
        return directories;
      }
      FileStatus[] inside = files.listStatus(of);
      for (FileStatus status : inside == null ? new FileStatus[0] : inside) {
        if (status.isDir()) {
          directories.add(status.getPath());
        }
      }
    } catch (FileNotFoundException gone) {
      return directories;
    } catch (IOException e) {
      throw unreadable(of, e);
    }
    return directories;
  }

  private static SubmitException unreadable(Path path, IOException e) {
    return new SubmitException("cannot read %s from here: %s".formatted(path, e), e);
  }
}
