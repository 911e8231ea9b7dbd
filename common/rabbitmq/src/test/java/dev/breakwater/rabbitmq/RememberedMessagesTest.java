package dev.breakwater.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RememberedMessagesTest {

  private static final Fingerprint GOLDEN =
      new Fingerprint(-6132264214467605759L, 3938521536950629550L);

  @Test
  void isWhatANaiveListIs() {
    long seed = Long.getLong("breakwater.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      int most = 1 + random.nextInt(20);
      List<Fingerprint> naive = new ArrayList<>();
      RememberedMessages remembered = new RememberedMessages(most, List.of());
      for (int i = 0; i < 200; i++) {
        Fingerprint message = new Fingerprint(random.nextInt(40), 0);
        boolean isNew = !naive.contains(message);
        if (isNew) {
          naive.add(message);
          naive.subList(0, Math.max(0, naive.size() - most)).clear();
        }
        assertThat(remembered.add(message)).as("seed %d", seed).isEqualTo(isNew);
        assertThat(remembered.all()).as("seed %d", seed).isEqualTo(naive);
        if (random.nextInt(50) == 0) {
          remembered = new RememberedMessages(most, remembered.all());
        }
      }
    }
  }

  @Test
  void keepsTheLatestOfAnEarlierRunThatRememberedMore() {
    List<Fingerprint> before =
        List.of(new Fingerprint(1, 0), new Fingerprint(2, 0), new Fingerprint(3, 0));
    assertThat(new RememberedMessages(2, before).all()).isEqualTo(before.subList(1, 3));
  }

  @Test
  void tellsMessagesApartByIdAndBody() {
    byte[] body = "{}".getBytes(UTF_8);
    assertThat(Fingerprint.of("1", body)).isEqualTo(Fingerprint.of("1", body.clone()));
    assertThat(Fingerprint.of("1", body)).isNotEqualTo(Fingerprint.of("2", body));
    assertThat(Fingerprint.of("1", body)).isNotEqualTo(Fingerprint.of("1", new byte[0]));
  }

  /** Part of the state: another value would make a job forget what its savepoint remembers. */
  @Test
  void hasTheFingerprintThatItAlwaysHad() {
    assertThat(Fingerprint.of("message-1", "{}".getBytes(UTF_8))).isEqualTo(GOLDEN);
  }
}
