package dev.breakwater.testkit.pulsar;

import dev.breakwater.testkit.TemporaryDirectory;
import dev.breakwater.testkit.kafka.LoopbackPorts;
import dev.breakwater.testkit.process.AtExit;
import dev.breakwater.testkit.process.ServerProcess;
import dev.breakwater.testkit.tls.Certificate;
import dev.breakwater.testkit.tls.PemFiles;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Pulsar server on loopback, with its data in a temporary directory that is gone after {@link
 * #close()}. Methods are for one thread at a time.
 */
public final class PulsarServer implements AutoCloseable {

  /** The user who may do everything. */
  public static final String ADMIN = "admin";

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final TemporaryDirectory directory = TemporaryDirectory.create("breakwater-pulsar-");
  private final PulsarPorts ports = PulsarPorts.free();
  private final Tokens tokens = new Tokens();
  private final Certificate certificate =
      Certificate.create(directory.path(), "pulsar", "loopback");
  private final PulsarAdmin admin = new PulsarAdmin(ports.web(), tokens.of(ADMIN));
  private final AtExit atExit;
  private @Nullable ServerProcess process;

  private PulsarServer() {
    PemFiles pem = PemFiles.write(certificate, directory.path());
    PulsarCommand.configure(directory.path(), ports, pem, tokens);
    atExit = AtExit.run("end of Pulsar", this::end);
  }

  /** Whether its class path is here, so that {@link #start} can be called. */
  public static boolean isInstalled() {
    return PulsarCommand.isThere();
  }

  /**
   * A new server. Returns when it is ready.
   *
   * @throws dev.breakwater.testkit.process.ServerFailedException if it is not within two minutes
   */
  public static PulsarServer start() {
    PulsarServer server = new PulsarServer();
    try {
      server.boot();
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Where clients connect without TLS. */
  public String serviceUrl() {
    return "pulsar://" + LoopbackPorts.HOST + ':' + ports.broker();
  }

  /** Where they connect with TLS. */
  public String tlsServiceUrl() {
    return "pulsar+ssl://" + LoopbackPorts.HOST + ':' + ports.tls();
  }

  /** What they have to trust then. */
  public Certificate certificate() {
    return certificate;
  }

  /** By which the server knows the user. */
  public String token(String user) {
    return tokens.of(user);
  }

  /** Topics and rights. */
  public PulsarAdmin admin() {
    return admin;
  }

  /** Kills it as {@code kill -9} does: nothing is written any more. Returns when it is gone. */
  public void kill() {
    end();
  }

  /** Starts it again, with the data and ports that it had. Returns when it is ready. */
  public void restart() {
    if (process != null) {
      throw new IllegalStateException("the server must be killed before it is restarted");
    }
    boot();
  }

  @Override
  public void close() {
    end();
    atExit.close();
    directory.close();
  }

  private void boot() {
    ServerProcess started =
        ServerProcess.start(
            PulsarCommand.of(ports),
            Map.of("PATH", "/usr/bin:/bin", "LANG", "C.UTF-8"),
            directory.path(),
            "server.log");
    process = started;
    started.await(admin::isReady, DEADLINE);
  }

  /** Also at the end of the JVM, beside whoever closes it then. */
  private synchronized void end() {
    if (process != null) {
      process.kill();
      process = null;
    }
  }
}
