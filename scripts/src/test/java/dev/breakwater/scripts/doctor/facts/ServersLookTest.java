package dev.breakwater.scripts.doctor.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.input.Inputs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServersLookTest {

  private static final Duration WITHIN = Duration.ofSeconds(5);

  @Test
  void tellsThoseThatTakeConnectionsFromThoseThatDoNot() throws IOException {
    String gone;
    try (ServerSocket listens = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String there = "127.0.0.1:" + listens.getLocalPort();
      try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        gone = "127.0.0.1:" + closed.getLocalPort();
      }
      Map<String, String> refusals = look(there, gone);
      assertThat(refusals).containsOnlyKeys(there, gone).containsEntry(there, "");
      assertThat(refusals.get(gone)).contains("refused");
    }
  }

  @Test
  void saysWhatIsNoAddress() {
    assertThat(look("nobody.invalid:1", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:70000"))
        .containsExactly(
            Map.entry("nobody.invalid:1", "no such host"),
            Map.entry("127.0.0.1", "is not host:port"),
            Map.entry("127.0.0.1:x", "is not host:port"),
            Map.entry("127.0.0.1:70000", "is not host:port"));
  }

  @Test
  void asksNobodyForKafka() {
    assertThat(ServersLook.of(null, WITHIN)).isEmpty();
  }

  private static Map<String, String> look(String... servers) {
    return ServersLook.of(
        new OtherInput(Inputs.from(Settings.of(Map.of())), "x", List.of(servers)), WITHIN);
  }
}
