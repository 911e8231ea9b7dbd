package dev.breakwater.testkit.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;

/**
 * Snapshots that earlier versions of an operator took, kept as files {@code
 * VERSION-after-STEPS.snapshot}: savepoints in Flink's canonical format, so that any backend reads
 * them. The script may grow, but its first STEPS steps must stay as they were.
 *
 * @param directory where they are kept
 * @param version the version as it is now
 */
record PastSnapshots(Path directory, String version) {

  private static final Pattern NAME = Pattern.compile("(.+)-after-(\\d+)\\.snapshot");

  <K, IN, OUT> List<Clause> clauses(Subject<K, IN, OUT> subject, Backend backend) {
    List<Clause> clauses = new ArrayList<>();
    for (Path file : files()) {
      clauses.add(
          Clause.on(
              backend,
              "reads the snapshot " + file.getFileName(),
              () -> check(subject, backend, file)));
    }
    return clauses;
  }

  /** The version of today must have its snapshot too: it is the past of the next one. */
  <K, IN, OUT> void checkCurrent(Subject<K, IN, OUT> subject) throws Exception {
    for (Path file : files()) {
      if (match(file).group(1).equals(version)) {
        return;
      }
    }
    Path made = make(subject);
    throw new AssertionError(
        "no snapshot of version %s in %s; one was made as %s: move it there and keep it for ever"
            .formatted(version, directory, made));
  }

  private <K, IN, OUT> Path make(Subject<K, IN, OUT> subject) throws Exception {
    int position = subject.script().size() / 2;
    Path target = Path.of("target", "snapshots", directory.getFileName().toString());
    Files.createDirectories(target);
    Path file = target.resolve("%s-after-%d.snapshot".formatted(version, position));
    try (Fleet<K, IN, OUT> fleet = Fleet.start(subject, Backend.HEAP)) {
      fleet.playTo(position);
      Saved saved = fleet.savepoint();
      OperatorSnapshotUtil.writeStateHandle(saved.state(), file.toString());
    }
    return file;
  }

  private <K, IN, OUT> void check(Subject<K, IN, OUT> subject, Backend backend, Path file)
      throws Exception {
    int position = Integer.parseInt(match(file).group(2));
    List<Step<IN>> script = subject.script();
    if (position >= script.size()) {
      throw new AssertionError(
          "snapshot %s was taken after %d steps, but the script has only %d"
              .formatted(file, position, script.size()));
    }
    Saved saved = new Saved(OperatorSnapshotUtil.readStateHandle(file.toString()), 1, position);
    try (Fleet<K, IN, OUT> uninterrupted = Fleet.start(subject, backend);
        Fleet<K, IN, OUT> restored = Fleet.restore(subject, backend, 1, saved)) {
      uninterrupted.playTo(position);
      Comparison.requireSame(
          "operator restored from " + file.getFileName(),
          script.subList(position, script.size()),
          uninterrupted.playToEnd(),
          restored.playToEnd());
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AssertionError("snapshots cannot be listed, were in " + directory, e);
    }
  }

  private static Matcher match(Path file) {
    Matcher matcher = NAME.matcher(file.getFileName().toString());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a snapshot: " + file);
    }
    return matcher;
  }
}
