package dev.breakwater.operators.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.Event;
import java.io.IOException;
import org.apache.commons.codec.digest.MurmurHash3;
import org.jspecify.annotations.Nullable;

/** What copies say, and whether two say the same. For one thread. */
final class Content {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int BYTES_SEED = 1;

  private final QuorumComparison comparison;
  private final @Nullable CanonicalJson canonical;
  private final @Nullable Tolerance tolerance;
  private final @Nullable JsonPointer count;

  Content(QuorumComparison comparison) {
    this.comparison = comparison;
    IgnoredFields ignored = IgnoredFields.of(comparison.ignored());
    this.canonical =
        comparison.form() == QuorumComparison.Form.JSON ? new CanonicalJson(ignored) : null;
    this.tolerance =
        comparison.tolerant()
            ? new Tolerance(ignored, comparison.absolute(), comparison.relative())
            : null;
    this.count = comparison.count() == null ? null : JsonPointer.compile(comparison.count());
  }

  Digest digest(Event event) {
    Digest payload = payload(event.data());
    return comparison.attributes() ? payload.then(attributes(event)) : payload;
  }

  private Digest payload(byte @Nullable [] data) {
    if (data == null) {
      return Digest.EMPTY;
    }
    if (canonical != null) {
      Digest digest = canonical.digest(data);
      if (digest != null) {
        return digest;
      }
    }
    return hash(data, BYTES_SEED);
  }

  private static Digest attributes(Event event) {
    Attributes attributes = event.attributes();
    Digest type = hash(attributes.type().getBytes(UTF_8), 2);
    String subject = attributes.subject();
    Digest named = subject == null ? type : type.then(hash(subject.getBytes(UTF_8), 3));
    return named.then(new Digest(event.time(), event.time()));
  }

  static Digest hash(byte[] bytes, int seed) {
    long[] hash = MurmurHash3.hash128x64(bytes, 0, bytes.length, seed);
    return new Digest(hash[0], hash[1]);
  }

  boolean tolerant() {
    return tolerance != null;
  }

  /** Whether a copy of another digest agrees with the leading copy all the same. */
  boolean agree(Event leader, Event copy) {
    byte[] one = leader.data();
    byte[] other = copy.data();
    if (tolerance == null || one == null || other == null) {
      return false;
    }
    if (comparison.attributes() && !attributes(leader).equals(attributes(copy))) {
      return false;
    }
    return tolerance.agree(one, other);
  }

  /** The number that the field for it holds, as the bits of a double. */
  long count(Event event) {
    byte[] data = event.data();
    if (count == null || data == null) {
      return Group.NO_COUNT;
    }
    try (JsonParser parser =
        new FilteringParserDelegate(
            JSON.createParser(data),
            new JsonPointerBasedFilter(count),
            Inclusion.ONLY_INCLUDE_ALL,
            false)) {
      boolean number = parser.nextToken() != null && parser.currentToken().isNumeric();
      return number ? Double.doubleToLongBits(parser.getDoubleValue()) : Group.NO_COUNT;
    } catch (IOException e) {
      // A payload that is not JSON has no such field; it is compared as the bytes it is.
      return Group.NO_COUNT;
    }
  }
}
