package dev.breakwater.scripts.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector that goes onto the class path of the job. */
class InputTest {

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
    Path jar = build("pulsar", "breakwater-pulsar-0.1.0-SNAPSHOT-all.jar");
    build("pulsar", "breakwater-pulsar-0.1.0-SNAPSHOT.jar");
    assertThat(Input.PULSAR.connector()).isEqualTo(jar);
  }

  @Test
  void aConnectorThatIsNotBuiltIsAnErrorThatSaysHow() throws IOException {
    assertThatThrownBy(Input.RABBITMQ::connector)
        .isInstanceOf(DrillException.class)
        .hasMessageEndingWith(
            "were []; build it: mvn -q -Dfast -DskipTests -pl common/rabbitmq -am package");
    build("rabbitmq", "breakwater-rabbitmq-1-all.jar");
    build("rabbitmq", "breakwater-rabbitmq-2-all.jar");
    assertThatThrownBy(Input.RABBITMQ::connector).isInstanceOf(DrillException.class);
  }

  private Path build(String kind, String jar) throws IOException {
    Path target = Files.createDirectories(checkout.resolve("common/%s/target".formatted(kind)));
    return Files.createFile(target.resolve(jar));
  }
}
