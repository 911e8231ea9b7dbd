package dev.breakwater.testkit.rabbitmq;

import dev.breakwater.testkit.TemporaryDirectory;
import dev.breakwater.testkit.kafka.LoopbackPorts;
import dev.breakwater.testkit.process.AtExit;
import dev.breakwater.testkit.process.ServerProcess;
import dev.breakwater.testkit.tls.Certificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One RabbitMQ node on loopback, with its data in a temporary directory that is gone after {@link
 * #close()}. The user {@code guest} may do everything. Methods are for one thread at a time.
 */
public final class RabbitServer implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final int CONNECT_MILLIS = 1_000;

  private final TemporaryDirectory directory = TemporaryDirectory.create("breakwater-rabbitmq-");
  private final RabbitPorts ports = RabbitPorts.free();
  private final Certificate certificate =
      Certificate.create(directory.path(), "rabbitmq", "loopback");
  private final RabbitCommands commands;
  private final int lastPort;
  private final AtExit atExit;
  private @Nullable ServerProcess mapper;
  private @Nullable ServerProcess node;

  private RabbitServer(boolean streams) {
    commands =
        new RabbitCommands(RabbitPrograms.find(), directory.path(), ports, streams, certificate);
    lastPort = streams ? ports.streamsTls() : ports.tls();
    atExit = AtExit.run("end of RabbitMQ", this::killAll);
  }

  /** Whether its programs are here, so that {@link #start} can be called. */
  public static boolean isInstalled() {
    return RabbitPrograms.areThere();
  }

  /**
   * A new server. Returns when it takes connections.
   *
   * @throws dev.breakwater.testkit.process.ServerFailedException if it does not within a minute
   */
  public static RabbitServer start() {
    return start(false);
  }

  /** The same, that speaks the protocol of streams as well. */
  public static RabbitServer startWithStreams() {
    return start(true);
  }

  private static RabbitServer start(boolean streams) {
    RabbitServer server = new RabbitServer(streams);
    try {
      server.mapper = server.launch(server.commands.mapper(), "mapper.log");
      server.boot();
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Where clients connect without TLS: host:port. */
  public String address() {
    return LoopbackPorts.HOST + ":" + ports.plain();
  }

  /** Where they connect with TLS. */
  public String tlsAddress() {
    return LoopbackPorts.HOST + ":" + ports.tls();
  }

  /** Where clients of streams connect without TLS: host:port. */
  public String streamAddress() {
    return LoopbackPorts.HOST + ":" + ports.streams();
  }

  /** Where they connect with TLS. */
  public String streamTlsAddress() {
    return LoopbackPorts.HOST + ":" + ports.streamsTls();
  }

  /** What clients have to trust with TLS. */
  public Certificate certificate() {
    return certificate;
  }

  /** The port without TLS. */
  public int port() {
    return ports.plain();
  }

  /** The port of streams without TLS. */
  public int streamPort() {
    return ports.streams();
  }

  /** Kills it as {@code kill -9} does: nothing is written any more. Returns when it is gone. */
  public void kill() {
    end(node);
    node = null;
  }

  /** Asks it to end and returns when it has: clients lose their connections, data are closed. */
  public void stop() {
    if (node != null) {
      node.stop();
    }
    node = null;
  }

  /** Starts it again, with the data and ports that it had. Returns when it takes connections. */
  public void restart() {
    if (node != null) {
      throw new IllegalStateException(
          "the server must be stopped or killed before it is restarted");
    }
    boot();
  }

  @Override
  public void close() {
    killAll();
    atExit.close();
    directory.close();
  }

  private void killAll() {
    end(node);
    end(mapper);
  }

  private void boot() {
    ServerProcess started = launch(commands.node(), "node.log");
    node = started;
    started.await(this::answers, DEADLINE);
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), lastPort), CONNECT_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private ServerProcess launch(List<String> command, String log) {
    return ServerProcess.start(command, commands.environment(), directory.path(), log);
  }

  private static void end(@Nullable ServerProcess process) {
    if (process != null) {
      process.kill();
    }
  }
}
