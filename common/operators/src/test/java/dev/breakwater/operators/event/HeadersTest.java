package dev.breakwater.operators.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadersTest {

  private static final byte[] ONE = {1};
  private static final byte[] TWO = {2};

  @Test
  void putsAHeaderInThePlaceOfAllOfItsName() {
    Headers headers = new Headers(new String[] {"a", "b", "a"}, new byte[][] {ONE, null, TWO});
    assertThat(headers.with("a", TWO))
        .isEqualTo(new Headers(new String[] {"b", "a"}, new byte[][] {null, TWO}));
    assertThat(headers.with("c", ONE))
        .isEqualTo(
            new Headers(new String[] {"a", "b", "a", "c"}, new byte[][] {ONE, null, TWO, ONE}));
    assertThat(Headers.EMPTY.with("a", ONE))
        .isEqualTo(new Headers(new String[] {"a"}, new byte[][] {ONE}));
  }
}
