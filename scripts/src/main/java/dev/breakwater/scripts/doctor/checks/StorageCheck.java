package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.FlinkFacts;
import dev.breakwater.scripts.doctor.facts.FlinkFacts.Running;
import dev.breakwater.scripts.rest.Checkpoints.Checkpoint;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;

/** A place for state is configured, and it takes state. */
final class StorageCheck implements Check {

  private static final Duration RECENT = Duration.ofMinutes(5);

  private final String id;
  private final ConfigOption<String> option;
  private final Severity missing;
  private final String why;

  /**
   * @param option names the place
   * @param missing how bad it is where it is not set
   * @param why what comes of it then
   */
  StorageCheck(String id, ConfigOption<String> option, Severity missing, String why) {
    this.id = id;
    this.option = option;
    this.missing = missing;
    this.why = why;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<Finding> look(Facts facts) {
    FlinkFacts flink = facts.flink().get();
    String place = flink.settings().get(option);
    if (place == null) {
      String fix =
          new Fixes(facts.job()).flinkSetting(option.key(), "s3://BUCKET/PATH, or what all share");
      return List.of(new Finding(id, missing, option.key(), "not set", why, fix));
    }
    Optional<Checkpoint> last = lastCompleted(flink);
    if (last.isPresent()
        && last.get().path().startsWith(withoutScheme(place), schemeEnd(last.get().path()))
        && age(last.get()).compareTo(RECENT) < 0) {
      String what = "%s, last written %s ago".formatted(place, Show.age(age(last.get())));
      return List.of(Finding.ok(id, option.key(), what));
    }
    return List.of(isLocal(place) ? local(place, flink) : elsewhere(place));
  }

  private Finding elsewhere(String place) {
    return Finding.unknown(
        id, option.key(), place + " cannot be reached from here, and no running job wrote to it");
  }

  private Finding local(String place, FlinkFacts flink) {
    if (!isHere(flink)) {
      return elsewhere(place);
    }
    Path directory = existing(Path.of(withoutScheme(place)));
    if (!Files.isWritable(directory)) {
      return Finding.error(id, option.key(), "%s: %s cannot be written".formatted(place, directory))
          .because(why, "mkdir -p %1$s && chown FLINK_USER %1$s".formatted(withoutScheme(place)));
    }
    return Finding.info(
        id,
        option.key(),
        place + ", can be written from here",
        "a file system must be shared by all JobManagers and TaskManagers");
  }

  /** The first directory upwards that is there: Flink makes the others. */
  private static Path existing(Path path) {
    Path at = path.toAbsolutePath();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  /** Whether the cluster runs on this machine, or is yet to be started. */
  private static boolean isHere(FlinkFacts flink) {
    if (!flink.where().startsWith("http")) {
      return true;
    }
    String host = String.valueOf(URI.create(flink.where()).getHost());
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private static boolean isLocal(String place) {
    return place.startsWith("file:") || place.startsWith("/");
  }

  private static String withoutScheme(String place) {
    return place.replaceFirst("^[a-z0-9]+:/*(?=/)", "");
  }

  private static int schemeEnd(String place) {
    return place.length() - withoutScheme(place).length();
  }

  private static Optional<Checkpoint> lastCompleted(FlinkFacts flink) {
    return flink.ours().isKnown()
        ? flink.ours().get().map(Running::checkpoints).map(c -> c.latestCompleted())
        : Optional.empty();
  }

  private static Duration age(Checkpoint checkpoint) {
    return Duration.between(checkpoint.triggered(), Instant.now());
  }
}
