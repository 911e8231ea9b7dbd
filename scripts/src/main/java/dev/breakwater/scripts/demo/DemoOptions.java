package dev.breakwater.scripts.demo;

import dev.breakwater.scripts.input.Input;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code scripts/demo} can be told. */
final class DemoOptions {

  private static final String KAFKA = "kafka";

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "150000",
      description = "records to send, of all kinds (default: ${DEFAULT-VALUE})")
  private int events;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "3000",
      description = "records a second (default: ${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "same seed, same records (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--from",
      paramLabel = "KIND",
      defaultValue = KAFKA,
      completionCandidates = Kinds.class,
      description =
          "what ingest reads the flights from: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private String from = KAFKA;

  @Option(
      names = "--replicas",
      description =
          "another demo: three replicas of aggregate made one by reconcile; the one whose results go"
              + " out is killed, another one lies, and a naive computation says what is right")
  private boolean replicas;

  @Option(names = "--no-faults", description = "break nothing")
  private boolean noFaults;

  @Option(
      names = "--keep-running",
      description = "leave everything up after the balance, with the web UI, until Ctrl-C")
  private boolean keepRunning;

  @Option(
      names = "--web-port",
      paramLabel = "PORT",
      description = "of Flink's web UI (default: the first free one from 8081 on)")
  private @Nullable Integer webPort;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "where to write index.html (default: scripts/target/demo-report)")
  private @Nullable Path report;

  /** Values of {@code --from}. */
  private static final class Kinds implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Stream.of(KAFKA), Stream.of(Input.values()).map(Input::kind)).iterator();
    }
  }

  /** Whether the demo is that of replicas. */
  boolean replicas() {
    return replicas;
  }

  /**
   * All of it, checked.
   *
   * @throws DemoException when something of it cannot be, or cannot be done here
   */
  DemoSettings settings() {
    Path root = Path.of(System.getProperty("breakwater.root", ".")).toAbsolutePath().normalize();
    if (webPort != null && (webPort < 0 || webPort > 65_535)) {
      throw new DemoException("--web-port must be from 0 to 65,535, was %,d".formatted(webPort));
    }
    return new DemoSettings(
        input(),
        events,
        rate,
        seed,
        !noFaults,
        keepRunning,
        webPort == null ? "8081-8999" : webPort.toString(),
        report == null ? root.resolve("scripts/target/demo-report") : report.toAbsolutePath(),
        root);
  }

  private @Nullable Input input() {
    if (from.equals(KAFKA)) {
      return null;
    }
    Input input =
        Stream.of(Input.values())
            .filter(each -> each.kind().equals(from))
            .findFirst()
            .orElseThrow(
                () ->
                    new DemoException(
                        "--from must be one of %s, was %s"
                            .formatted(String.join(", ", new Kinds()), from)));
    if (replicas) {
      throw new DemoException("--replicas reads from kafka only, --from was " + from);
    }
    if (!input.missing().isEmpty()) {
      throw new DemoException("--from %s cannot be had: %s".formatted(from, input.missing()));
    }
    return input;
  }
}
