package dev.breakwater.scripts.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars of the jobs and of the connector that goes onto their class path. */
class BuiltJarsTest {

  private static final String ROOT = "breakwater.root";

  @TempDir Path checkout;

  private final String before = System.getProperty(ROOT, "");

  @BeforeEach
  void anotherCheckout() {
    System.setProperty(ROOT, checkout.toString());
  }

  @AfterEach
  void restore() {
    System.setProperty(ROOT, before);
  }

  @Test
  void theConnectorIsTheShadedJarOfItsModule() throws IOException {
    Path jar = build("common/pulsar", "breakwater-pulsar-0.1.0-SNAPSHOT-all.jar");
    build("common/pulsar", "breakwater-pulsar-0.1.0-SNAPSHOT.jar");
    assertThat(BuiltJars.connector("pulsar")).isEqualTo(jar);
  }

  @Test
  void aConnectorThatIsNotBuiltIsAnErrorThatSaysHow() throws IOException {
    assertThatThrownBy(() -> BuiltJars.connector("rabbitmq"))
        .isInstanceOf(SubmitException.class)
        .hasMessageEndingWith(
            "were []; build it: mvn -q -Dfast -DskipTests -pl common/rabbitmq -am package");
    build("common/rabbitmq", "breakwater-rabbitmq-1-all.jar");
    build("common/rabbitmq", "breakwater-rabbitmq-2-all.jar");
    assertThatThrownBy(() -> BuiltJars.connector("rabbitmq")).isInstanceOf(SubmitException.class);
  }

  @Test
  void theJobsAreOneJarToo() throws IOException {
    assertThatThrownBy(BuiltJars::jobs)
        .isInstanceOf(SubmitException.class)
        .hasMessageContaining("one breakwater-jobs-*-all.jar in")
        .hasMessageEndingWith("-pl jobs -am package");
    Path jar = build("jobs", "breakwater-jobs-0.1.0-SNAPSHOT-all.jar");
    assertThat(BuiltJars.jobs()).isEqualTo(jar);
  }

  private Path build(String module, String jar) throws IOException {
    Path target = Files.createDirectories(checkout.resolve(module).resolve("target"));
    return Files.createFile(target.resolve(jar));
  }
}
