package dev.breakwater.scripts.submit;

import dev.breakwater.operators.input.InputKind;
import dev.breakwater.operators.input.Inputs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which jars go onto a job's class path beside its own. */
final class Beside {

  @Option(
      names = "--connector",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description =
          "the connector of a source.kind, as this checkout builds it: ${COMPLETION-CANDIDATES}")
  private @Nullable String connector;

  @Option(
      names = "--lib",
      paramLabel = "JAR",
      description =
          "a jar that is at this path here and on every node, beside that of the job: a connector"
              + " that is installed; once for each")
  private List<Path> libraries = new ArrayList<>();

  /** The kinds of input that are jars of their own. */
  private static final class Kinds implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return ServiceLoader.load(InputKind.class, InputKind.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .map(InputKind::name)
          .filter(kind -> !kind.equals(Inputs.KAFKA))
          .sorted()
          .iterator();
    }
  }

  /**
   * All of them.
   *
   * @throws SubmitException when one is not there
   */
  List<Path> jars() {
    List<Path> jars = new ArrayList<>();
    if (connector != null) {
      requireKind(connector);
      jars.add(BuiltJars.connector(connector));
    }
    for (Path library : libraries) {
      if (!Files.isRegularFile(library)) {
        throw new SubmitException("--lib must be a jar that is there, was " + library);
      }
      jars.add(library.toAbsolutePath().normalize());
    }
    return jars;
  }

  private static void requireKind(String kind) {
    List<String> allowed = new ArrayList<>();
    new Kinds().forEach(allowed::add);
    if (!allowed.contains(kind)) {
      throw new SubmitException(
          "--connector must be one of %s, was %s".formatted(String.join(", ", allowed), kind));
    }
  }
}
