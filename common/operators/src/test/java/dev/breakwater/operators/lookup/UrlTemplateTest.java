package dev.breakwater.operators.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.RejectedException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTemplateTest {

  @Test
  void fillsPointersAttributesAndExtensions() throws RejectedException {
    assertThat(
            url(
                "http://h:8080/a/{/origin}/{subject}-{id}?g={gate}&n={/list/1/deep}&t={/flag}",
                "{\"list\":[1,{\"deep\":12.50}],\"origin\":\"SFO\",\"flag\":true}"))
        .isEqualTo("http://h:8080/a/SFO/PHX-id-1?g=7&n=12.50&t=true");
    assertThat(url("https://h/all", "{}")).isEqualTo("https://h/all");
    assertThat(UrlTemplate.parse("http://h:8080/a/{id}").endpoint()).isEqualTo("http://h:8080");
    assertThat(url("http://h?x={/~0a~1b}", "{\"~a/b\":\"1\"}")).isEqualTo("http://h?x=1");
  }

  @ParameterizedTest
  @CsvSource({
    "a b, a%20b",
    "a/b, a%2Fb",
    "a?b#c&d=e, a%3Fb%23c%26d%3De",
    "100%, 100%25",
    "../../admin, ..%2F..%2Fadmin",
    "..., ...",
    "é東🛬, %C3%A9%E6%9D%B1%F0%9F%9B%AC",
    "-._~AZaz09, -._~AZaz09",
    "@evil.example, %40evil.example",
  })
  void encodesSoThatAValueStaysAValue(String value, String encoded) throws RejectedException {
    assertThat(url("http://h/a/{/v}/z", "{\"v\":\"" + value + "\"}"))
        .isEqualTo("http://h/a/" + encoded + "/z");
  }

  @Test
  void leavesSchemeHostAndSegmentsAloneWhateverTheValue() throws RejectedException {
    long seed = 17;
    Random random = new Random(seed);
    UrlTemplate template = UrlTemplate.parse("http://host:81/a/{/v}/b?q={/v}");
    for (int i = 0; i < 5_000; i++) {
      StringBuilder value = new StringBuilder("x");
      random.ints(random.nextInt(12), 1, 0x2FF).forEach(value::appendCodePoint);
      String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(value.toString()));
      URI uri = URI.create(write(template, "{\"v\":\"" + quoted + "\"}"));
      String[] segments = uri.getRawPath().split("/");
      assertThat(segments).as("seed %d: %s", seed, value).hasSize(4);
      assertThat(uri.getHost()).isEqualTo("host");
      assertThat(decode(segments[2])).isEqualTo(value.toString());
      assertThat(decode(uri.getRawQuery().substring(2))).isEqualTo(value.toString());
      assertThat(uri.getRawFragment()).isNull();
    }
  }

  private static String decode(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"v\":null}", "{\"v\":\"\"}", "{\"v\":{}}", "{\"v\":[]}", "{\"w\":1}"})
  void refusesAnEventWithoutAValue(String payload) {
    assertThatThrownBy(() -> url("http://h/{/v}", payload))
        .isInstanceOf(RejectedException.class)
        .hasMessage("lookup.url needs {/v}, which the event does not have");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/{/v}, .",
    "http://h/{/v}, ..",
    "http://h/a/.{/v}, .",
    "http://h/{/v}?x=1, ..",
    "http://h/{/v}/b, .."
  })
  void refusesASegmentThatClimbs(String template, String value) {
    assertThatThrownBy(() -> url(template, "{\"v\":\"" + value + "\"}"))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining(". and ..");
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThatThrownBy(() -> url("http://h/{/v}", "{\"v\":\"" + "a".repeat(9_000) + "\"}"))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("8192");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://h/a | must be a URL of http or https with a host",
        "h/a | must be a URL of http or https with a host",
        "http:///a | must be a URL",
        "http://{subject}/a | must not have variables before its path",
        "http://h:80{id}/a | must",
        "http://h{id}/a | must",
        "{/scheme}://h/a | must",
        "http://user:pass@h/a | must not hold a user",
        "http://h/a#{id} | must not have a fragment",
        "http://h/{Id} | must have a JSON pointer or an attribute in braces",
        "http://h/{} | must have a JSON pointer or an attribute in braces",
        "http://h/{id | must be a URL",
        "http://h/a b | must be a URL",
      })
  void refusesTemplatesThatCannotBeTrusted(String template, String wrong) {
    assertThatThrownBy(() -> UrlTemplate.parse(template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(wrong);
  }

  private static String url(String template, String payload) throws RejectedException {
    return write(UrlTemplate.parse(template), payload);
  }

  private static String write(UrlTemplate template, String payload) throws RejectedException {
    Event event = Events.of("k", 1, payload);
    UrlWriter writer = new UrlWriter(template);
    PayloadReader reader = new PayloadReader(writer.pointers(), "airport");
    reader.read(Objects.requireNonNull(event.data()));
    return writer.write(event, reader);
  }
}
