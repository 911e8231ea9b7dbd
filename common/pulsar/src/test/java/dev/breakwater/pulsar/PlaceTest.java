package dev.breakwater.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.impl.BatchMessageIdImpl;
import org.apache.pulsar.client.impl.ChunkMessageIdImpl;
import org.apache.pulsar.client.impl.MessageIdImpl;
import org.junit.jupiter.api.Test;

class PlaceTest {

  @Test
  void isWhatTheMessageIdSays() throws Exception {
    assertThat(Place.of(new MessageIdImpl(7, 5, 2))).isEqualTo(new Place(7, 5, 0));
    assertThat(Place.of(new BatchMessageIdImpl(7, 5, 2, 9))).isEqualTo(new Place(7, 5, 9));
    assertThat(new Place(7, 5, 9)).hasToString("7:5:9");
  }

  @Test
  void thereIsNoneInTheMiddleOfChunks() {
    MessageId id = new ChunkMessageIdImpl(new MessageIdImpl(7, 5, -1), new MessageIdImpl(7, 8, -1));
    assertThatThrownBy(() -> Place.of(id))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is in chunks")
        .hasMessageContaining("producers must not send in chunks");
  }

  /** Also the positions in what was written long ago: they do not change. */
  @Test
  void hasTheOffsetThatItAlwaysHad() {
    assertThat(new Place(7, 0, 0).offset()).isZero();
    assertThat(new Place(7, 5, 3).offset()).isEqualTo(20_483);
    assertThat(new Place(7, 5, 4_095).offset()).isEqualTo(24_575);
    assertThat(new Place(7, 5, 4_096).offset()).isEqualTo((1L << 62) + 5 * (1L << 31) + 4_096);
    assertThat(new Place(7, 5, 3).partition()).isEqualTo(7);
  }

  @Test
  void isBeforeAnotherAsItsMessageIs() {
    List<Place> inOrder = new ArrayList<>();
    Set<Long> offsets = new HashSet<>();
    long seed = Long.getLong("breakwater.seed", System.nanoTime());
    Random random = new Random(seed);
    long entry = 0;
    for (int i = 0; i < 500; i++) {
      entry += 1 + random.nextInt(3);
      int batch = 1 + random.nextInt(i % 50 == 0 ? 6_000 : 5);
      for (int index = 0; index < batch; index++) {
        inOrder.add(new Place(7, entry, index));
      }
    }
    Place before = new Place(6, Integer.MAX_VALUE, 0);
    for (Place place : inOrder) {
      assertThat(offsets.add(place.offset())).as("seed %d: one offset of %s", seed, place).isTrue();
      assertThat(place.offset()).as("seed %d: offset of %s", seed, place).isNotNegative();
      assertThat(before).as("seed %d", seed).isLessThan(place);
      assertThat(place.isInEntryOf(before) || before.isInEntryBefore(place)).isTrue();
      if (before.ledger() == 7
          && place.index() < Place.LARGEST_USUAL_BATCH
          && before.index() < Place.LARGEST_USUAL_BATCH) {
        assertThat(place.offset()).as("seed %d", seed).isGreaterThan(before.offset());
      }
      before = place;
    }
  }
}
