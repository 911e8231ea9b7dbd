package dev.breakwater.operators.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.Headers;
import org.junit.jupiter.api.Test;

class CollectedHeadersTest {

  private final CollectedHeaders collected = new CollectedHeaders();

  @Test
  void areEmptyUntilSomethingIsSaid() {
    collected.add("a", "");
    collected.add("b", (String) null);
    assertThat(collected.headers()).isSameAs(Headers.EMPTY);
  }

  @Test
  void keepTheirOrderAndNulls() {
    collected.add("a", "é");
    collected.add("b", (byte[]) null);
    collected.add("a", new byte[] {1});
    Headers headers = collected.headers();
    assertThat(headers.size()).isEqualTo(3);
    assertThat(headers.name(0)).isEqualTo("a");
    assertThat(headers.value(0)).isEqualTo("é".getBytes(UTF_8));
    assertThat(headers.value(1)).isNull();
    assertThat(headers.last("a")).containsExactly(1);
  }

  @Test
  void haveAttributesOfCloudEventsByTheirNamesInKafka() {
    assertThat(CollectedHeaders.name("cloudEvents_id")).isEqualTo("ce_id");
    assertThat(CollectedHeaders.name("cloudEvents:id")).isEqualTo("ce_id");
    assertThat(CollectedHeaders.name("ce_id")).isEqualTo("ce_id");
    assertThat(CollectedHeaders.name("cloudEvents")).isEqualTo("cloudEvents");
  }
}
