package dev.breakwater.testkit.rabbitmq;

import dev.breakwater.testkit.TemporaryDirectory;
import dev.breakwater.testkit.kafka.LoopbackPorts;
import dev.breakwater.testkit.tls.Certificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One RabbitMQ node on loopback, with its data in a temporary directory that is gone after {@link
 * #close()}. The user {@code guest} may do everything. Methods are for one thread at a time.
 */
public final class RabbitServer implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final long PAUSE_NANOS = 20_000_000;
  private static final int CONNECT_MILLIS = 1_000;

  private final TemporaryDirectory directory = TemporaryDirectory.create("breakwater-rabbitmq-");
  private final int port = LoopbackPorts.free();
  private final int tlsPort = LoopbackPorts.free();
  private final Certificate certificate =
      Certificate.create(directory.path(), "rabbitmq", "loopback");
  private final Thread atExit = new Thread(this::killAll, "end of RabbitMQ");
  private final RabbitCommands commands;
  private @Nullable Process mapper;
  private @Nullable Process node;

  private RabbitServer() {
    commands =
        new RabbitCommands(RabbitPrograms.find(), directory.path(), port, tlsPort, certificate);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * A new server. Returns when it takes connections.
   *
   * @throws RabbitFailedException if it does not within a minute
   */
  public static RabbitServer start() {
    RabbitServer server = new RabbitServer();
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
    return LoopbackPorts.HOST + ":" + port;
  }

  /** Where they connect with TLS. */
  public String tlsAddress() {
    return LoopbackPorts.HOST + ":" + tlsPort;
  }

  /** What they have to trust then. */
  public Certificate certificate() {
    return certificate;
  }

  /** The port without TLS. */
  public int port() {
    return port;
  }

  /** Kills it as {@code kill -9} does: nothing is written any more. Returns when it is gone. */
  public void kill() {
    end(node);
    node = null;
  }

  /** Asks it to end and returns when it has: clients lose their connections, data are closed. */
  public void stop() {
    if (node != null) {
      node.destroy();
      await(node);
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
    Runtime.getRuntime().removeShutdownHook(atExit);
    directory.close();
  }

  private void killAll() {
    end(node);
    end(mapper);
  }

  private void boot() {
    Process started = launch(commands.node(), "node.log");
    node = started;
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!answers()) {
      if (!started.isAlive() || System.nanoTime() > deadline) {
        throw new RabbitFailedException("RabbitMQ did not start: " + lastWords(), null);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), tlsPort), CONNECT_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Process launch(List<String> command, String log) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.path().toFile());
    builder.environment().clear();
    builder.environment().putAll(commands.environment());
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(directory.path().resolve(log).toFile()));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new RabbitFailedException("cannot be started: " + command.get(0), e);
    }
  }

  private String lastWords() {
    Path log = directory.path().resolve("node.log");
    try {
      String said = Files.readString(log);
      return said.substring(Math.max(0, said.length() - 2_000));
    } catch (IOException e) {
      return "it said nothing that can be read (" + e + ")";
    }
  }

  private static void end(@Nullable Process process) {
    if (process == null) {
      return;
    }
    process.destroyForcibly();
    await(process);
  }

  private static void await(Process process) {
    try {
      if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
        throw new RabbitFailedException("process %d does not end".formatted(process.pid()), null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RabbitFailedException("interrupted while a process ended", e);
    }
  }
}
