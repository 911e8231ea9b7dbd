package dev.breakwater.testkit.pulsar;

import dev.breakwater.testkit.kafka.LoopbackPorts;
import dev.breakwater.testkit.process.ServerFailedException;
import dev.breakwater.testkit.tls.PemFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How the server is started: on the JDK of this process, with a configuration of its own. */
final class PulsarCommand {

  private static final String PROPERTY = "breakwater.pulsar";

  /** What the server's own scripts open, for JDK 17. */
  private static final List<String> OPENED =
      List.of(
          "java.base/sun.net",
          "java.base/java.nio",
          "java.base/java.util.zip",
          "java.base/jdk.internal.misc",
          "java.base/jdk.internal.platform",
          "java.management/sun.management",
          "jdk.management/com.sun.management.internal");

  private PulsarCommand() {}

  /**
   * Without a journal that waits for the disk: the process is killed, not the machine. What a
   * producer sends twice is known again, by a cursor that must not hold back what tests delete.
   */
  static void configure(Path directory, PulsarPorts ports, PemFiles pem, Tokens tokens) {
    write(
        directory.resolve("standalone.conf"),
        """
        clusterName=standalone
        bindAddress=%1$s
        brokerServicePort=%2$d
        brokerServicePortTls=%3$d
        webServicePort=%4$d
        tlsCertificateFilePath=%5$s
        tlsKeyFilePath=%6$s
        tlsTrustCertsFilePath=%5$s
        authenticationEnabled=true
        authenticationProviders=org.apache.pulsar.broker.authentication.AuthenticationProviderToken
        tokenSecretKey=%7$s
        authorizationEnabled=true
        superUserRoles=%8$s
        brokerClientAuthenticationPlugin=org.apache.pulsar.client.impl.auth.AuthenticationToken
        brokerClientAuthenticationParameters=token:%9$s
        managedLedgerDefaultEnsembleSize=1
        managedLedgerDefaultWriteQuorum=1
        managedLedgerDefaultAckQuorum=1
        managedLedgerCacheSizeMB=32
        brokerDeduplicationEnabled=true
        brokerDeduplicationEntriesInterval=1
        loadManagerClassName=org.apache.pulsar.broker.loadbalance.NoopLoadManager
        loadBalancerEnabled=false
        systemTopicEnabled=false
        topicLevelPoliciesEnabled=false
        numIOThreads=2
        numHttpServerThreads=4
        numOrderedExecutorThreads=2
        numCacheExecutorThreadPoolSize=2
        numExecutorThreadPoolSize=2
        numAddWorkerThreads=1
        numReadWorkerThreads=1
        allowLoopback=true
        listeningInterface=lo
        journalSyncData=false
        journalMaxGroupWaitMSec=1
        dbStorage_writeCacheMaxSizeMb=16
        dbStorage_readAheadCacheMaxSizeMb=16
        diskUsageThreshold=0.99
        diskUsageWarnThreshold=0.98
        """
            .formatted(
                LoopbackPorts.HOST,
                ports.broker(),
                ports.tls(),
                ports.web(),
                pem.certificate(),
                pem.key(),
                tokens.key(),
                PulsarServer.ADMIN,
                tokens.of(PulsarServer.ADMIN)));
  }

  static List<String> of(PulsarPorts ports) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx384m", "-XX:MaxDirectMemorySize=384m", "-XX:TieredStopAtLevel=1"));
    for (String opened : OPENED) {
      command.add("--add-opens");
      command.add(opened + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-Dio.netty.tryReflectionSetAccessible=true", "-cp", classPath()));
    command.add("org.apache.pulsar.PulsarStandaloneStarter");
    command.addAll(List.of("--config", "standalone.conf", "-nss", "-nfw"));
    command.addAll(List.of("-a", LoopbackPorts.HOST));
    command.addAll(List.of("--metadata-dir", "metadata", "--bookkeeper-dir", "bookkeeper"));
    command.addAll(List.of("--bookkeeper-port", Integer.toString(ports.storage())));
    return command;
  }

  /** Whether there is such a file, and all that it names. */
  static boolean isThere() {
    return isFile(file())
        && Stream.of(classPath().split(File.pathSeparator, -1))
            .map(Path::of)
            .allMatch(Files::exists);
  }

  private static String classPath() {
    String file = file();
    if (!isFile(file)) {
      throw new ServerFailedException(
          "%s must be a file with the class path of a Pulsar server, was '%s'"
              .formatted(PROPERTY, file),
          null);
    }
    try {
      return Files.readString(Path.of(file)).trim();
    } catch (IOException e) {
      throw new ServerFailedException("cannot be read: " + file, e);
    }
  }

  private static String file() {
    return System.getProperty(PROPERTY, "");
  }

  private static boolean isFile(String file) {
    return !file.isEmpty() && Files.isRegularFile(Path.of(file));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new ServerFailedException("cannot be written: " + file, e);
    }
  }
}
