package dev.breakwater.scripts.doctor.facts;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/** Opens the client that asks the broker, with the security settings of the job. */
public final class Clients {

  private Clients() {}

  /**
   * A client, connected.
   *
   * @param properties those of a client of the job; what only a producer understands is left out
   * @param within how long each question may take
   * @throws UnreachableException if no broker answers
   */
  public static Admin connect(Map<String, String> properties, Duration within)
      throws UnreachableException {
    Map<String, Object> own = new HashMap<>(properties);
    own.keySet().removeIf(Clients::isOnlyOfProducers);
    String millis = String.valueOf(within.toMillis());
    own.put(CommonClientConfigs.CLIENT_ID_CONFIG, "breakwater-doctor");
    own.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    own.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
    String servers = String.valueOf(own.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    try {
      return checked(Admin.create(own), within, servers);
    } catch (KafkaException e) {
      throw new UnreachableException(servers, e.getCause() == null ? e : e.getCause());
    }
  }

  private static Admin checked(Admin admin, Duration within, String servers)
      throws UnreachableException {
    try {
      admin.describeCluster().nodes().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return admin;
    } catch (ExecutionException | TimeoutException e) {
      admin.close(Duration.ZERO);
      throw new UnreachableException(servers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      admin.close(Duration.ZERO);
      throw new UnreachableException(servers, e);
    }
  }

  private static boolean isOnlyOfProducers(String property) {
    return ProducerConfig.configNames().contains(property)
        && !AdminClientConfig.configNames().contains(property);
  }

  /** No broker answers. */
  public static final class UnreachableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreachableException(String servers, Throwable cause) {
      super("kafka.bootstrap.servers cannot be used, was " + servers + ": " + Reasons.of(cause));
    }
  }
}
