package dev.breakwater.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** JVMs that end. */
@Timeout(60)
class AtExitTest {

  @Test
  void isDoneWhenTheJvmEnds() throws IOException, InterruptedException {
    assertThat(said("open")).containsExactly("done");
  }

  @Test
  void isNotDoneAfterItWasClosed() throws IOException, InterruptedException {
    assertThat(said("closed")).isEmpty();
  }

  @Test
  void mayBeClosedWhileTheJvmEnds() throws IOException, InterruptedException {
    assertThat(said("closed-in-a-hook")).containsExactlyInAnyOrder("done", "closed");
  }

  private static String[] said(String how) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path", ""),
                Ending.class.getName(),
                how)
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return text.lines().toArray(String[]::new);
  }

  /** Such a JVM. */
  static final class Ending {

    private Ending() {}

    public static void main(String[] how) {
      AtExit exit = AtExit.run("end", () -> System.out.println("done"));
      if (how[0].equals("closed")) {
        exit.close();
      }
      if (how[0].equals("closed-in-a-hook")) {
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      exit.close();
                      System.out.println("closed");
                    }));
      }
      System.exit(0);
    }
  }
}
