package dev.breakwater.operators.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPointerTest {

  @Test
  void readsWhatRfc6901Shows() {
    assertThat(JsonPointer.parse("").tokens()).isEmpty();
    assertThat(JsonPointer.parse("/").tokens()).containsExactly("");
    assertThat(JsonPointer.parse("/foo/0").tokens()).containsExactly("foo", "0");
    assertThat(JsonPointer.parse("/a~1b/m~0n").tokens()).containsExactly("a/b", "m~n");
    assertThat(JsonPointer.parse("/~01").tokens()).containsExactly("~1");
    assertThat(JsonPointer.parse("/ /k\"l").tokens()).containsExactly(" ", "k\"l");
    assertThat(JsonPointer.parse("/a//b/").tokens()).containsExactly("a", "", "b", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "#/a", "/~", "/a~2b", "/a~", "$.a"})
  void refusesWhatIsNoPointer(String text) {
    assertThatThrownBy(() -> JsonPointer.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be a JSON pointer");
  }
}
