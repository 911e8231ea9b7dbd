package dev.breakwater.testkit.kafka;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension with a broker for the tests of a class: its own, or one shared by all classes
 * of the run that ask for the shared one. Register it in a static field.
 */
public final class EmbeddedKafkaExtension implements BeforeAllCallback, AfterAllCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(EmbeddedKafkaExtension.class);
  private static final AtomicInteger TOPICS = new AtomicInteger();

  private final boolean shared;
  private final @Nullable EmbeddedKafkaBuilder settings;
  private @Nullable EmbeddedKafka broker;

  private EmbeddedKafkaExtension(boolean shared, @Nullable EmbeddedKafkaBuilder settings) {
    this.shared = shared;
    this.settings = settings;
  }

  /** A broker of this class only, with defaults: for tests that stop or restart it. */
  public static EmbeddedKafkaExtension perClass() {
    return new EmbeddedKafkaExtension(false, null);
  }

  /** A broker of this class only, with settings of its own. */
  public static EmbeddedKafkaExtension perClass(EmbeddedKafkaBuilder settings) {
    return new EmbeddedKafkaExtension(false, settings);
  }

  /** The broker of the whole run, with defaults; tests keep to topics of their own. */
  public static EmbeddedKafkaExtension shared() {
    return new EmbeddedKafkaExtension(true, null);
  }

  public EmbeddedKafka broker() {
    if (broker == null) {
      throw new IllegalStateException("broker is there only while the tests of the class run");
    }
    return broker;
  }

  public String bootstrapServers() {
    return broker().bootstrapServers();
  }

  /** Makes a topic whose name no other test of this run has, and returns the name. */
  public String newTopic(String prefix, int partitions) {
    return newTopic(prefix, partitions, Map.of());
  }

  /** Makes a topic whose name no other test of this run has, and returns the name. */
  public String newTopic(String prefix, int partitions, Map<String, String> config) {
    String name = prefix + "-" + TOPICS.incrementAndGet();
    broker().createTopic(name, partitions, config);
    return name;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (shared) {
      // The store of the root closes it at the end of the run.
      broker =
          context
              .getRoot()
              .getStore(NAMESPACE)
              .getOrComputeIfAbsent(
                  EmbeddedKafka.class, key -> EmbeddedKafka.builder().start(), EmbeddedKafka.class);
    } else {
      broker = (settings == null ? EmbeddedKafka.builder() : settings).start();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    EmbeddedKafka used = broker;
    broker = null;
    if (!shared && used != null) {
      used.close();
    }
  }
}
