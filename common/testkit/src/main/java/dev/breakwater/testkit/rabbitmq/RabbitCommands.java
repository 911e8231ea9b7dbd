package dev.breakwater.testkit.rabbitmq;

import dev.breakwater.testkit.kafka.LoopbackPorts;
import dev.breakwater.testkit.process.ServerFailedException;
import dev.breakwater.testkit.tls.Certificate;
import dev.breakwater.testkit.tls.PemFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the processes of one node are started. Without the server's shell scripts: they stand between
 * a kill and what it is meant for, and look for Erlang where it is not.
 */
final class RabbitCommands {

  private final RabbitPrograms programs;
  private final Path directory;
  private final int mapperPort = LoopbackPorts.free();
  private final int clusterPort = LoopbackPorts.free();

  /**
   * Writes the configuration into the directory.
   *
   * @param streams whether the server speaks the protocol of streams as well
   * @param certificate of the server, for the ports with TLS
   */
  RabbitCommands(
      RabbitPrograms programs,
      Path directory,
      RabbitPorts ports,
      boolean streams,
      Certificate certificate) {
    this.programs = programs;
    this.directory = directory;
    PemFiles pem = PemFiles.write(certificate, directory);
    write("enabled_plugins", streams ? "[rabbitmq_stream].\n" : "[].\n");
    write(
        "rabbitmq.conf",
        """
        listeners.tcp.1 = %1$s:%2$d
        listeners.ssl.1 = %1$s:%3$d
        ssl_options.certfile = %4$s
        ssl_options.keyfile = %5$s
        disk_free_limit.absolute = 50MB
        log.file.level = warning
        """
                .formatted(
                    LoopbackPorts.HOST, ports.plain(), ports.tls(), pem.certificate(), pem.key())
            + (streams ? ofStreams(ports) : ""));
  }

  /** Clients of streams go where the server says that it is. */
  private static String ofStreams(RabbitPorts ports) {
    return """
        stream.listeners.tcp.1 = %1$s:%2$d
        stream.listeners.ssl.1 = %1$s:%3$d
        stream.advertised_host = %1$s
        stream.advertised_port = %2$d
        stream.advertised_tls_host = %1$s
        stream.advertised_tls_port = %3$d
        """
        .formatted(LoopbackPorts.HOST, ports.streams(), ports.streamsTls());
  }

  /** The port mapper, in the foreground. */
  List<String> mapper() {
    return List.of(
        programs.emulator().resolve("epmd").toString(),
        "-address",
        LoopbackPorts.HOST,
        "-port",
        Integer.toString(mapperPort));
  }

  /** The node, in the foreground. */
  List<String> node() {
    return List.of(
        programs.emulator().resolve("erlexec").toString(),
        "-noinput",
        "-s",
        "rabbit",
        "boot",
        "-boot",
        programs.erlang().resolve("bin/start_sasl").toString(),
        "+W",
        "w",
        "+sbwt",
        "none",
        "-syslog",
        "logger",
        "[]",
        "-syslog",
        "syslog_error_logger",
        "false",
        "-kernel",
        "prevent_overlapping_partitions",
        "false",
        "-kernel",
        "inet_dist_use_interface",
        "{127,0,0,1}");
  }

  /** All of it: nothing of this process's own is passed on. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("LANG", "C.UTF-8");
    environment.put("HOME", directory.toString());
    environment.put("ROOTDIR", programs.erlang().toString());
    environment.put("BINDIR", programs.emulator().toString());
    environment.put("EMU", "beam");
    environment.put("PROGNAME", "erl");
    environment.put("ERL_LIBS", programs.server().resolve("plugins").toString());
    environment.put("ERL_MAX_PORTS", "4096");
    environment.put("ERL_CRASH_DUMP_BYTES", "0");
    environment.put("ERL_EPMD_ADDRESS", LoopbackPorts.HOST);
    environment.put("ERL_EPMD_PORT", Integer.toString(mapperPort));
    environment.put("RABBITMQ_HOME", programs.server().toString());
    environment.put("RABBITMQ_NODENAME", "breakwater-" + mapperPort + "@localhost");
    environment.put("RABBITMQ_DIST_PORT", Integer.toString(clusterPort));
    environment.put("RABBITMQ_CONFIG_FILE", directory.resolve("rabbitmq.conf").toString());
    environment.put(
        "RABBITMQ_ENABLED_PLUGINS_FILE", directory.resolve("enabled_plugins").toString());
    environment.put("RABBITMQ_CONF_ENV_FILE", directory.resolve("none").toString());
    environment.put("RABBITMQ_MNESIA_BASE", directory.resolve("data").toString());
    environment.put("RABBITMQ_LOG_BASE", directory.resolve("log").toString());
    environment.put("RABBITMQ_PID_FILE", directory.resolve("pid").toString());
    return environment;
  }

  private void write(String name, String text) {
    try {
      Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new ServerFailedException("cannot be written: " + directory.resolve(name), e);
    }
  }
}
