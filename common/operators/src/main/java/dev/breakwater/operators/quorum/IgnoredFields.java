package dev.breakwater.operators.quorum;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The places in a JSON document that may differ, as a tree of names and array positions. */
final class IgnoredFields {

  private final Map<String, IgnoredFields> inner = new HashMap<>();
  private boolean leaf;

  private IgnoredFields() {}

  static IgnoredFields of(List<String> pointers) {
    IgnoredFields root = new IgnoredFields();
    for (String text : pointers) {
      IgnoredFields at = root;
      for (JsonPointer rest = JsonPointer.compile(text); !rest.matches(); rest = rest.tail()) {
        at = at.inner.computeIfAbsent(rest.getMatchingProperty(), name -> new IgnoredFields());
      }
      at.leaf = true;
    }
    return root;
  }

  /** What is ignored below a member, or null where nothing is. */
  @Nullable IgnoredFields member(String name) {
    return inner.isEmpty() ? null : inner.get(name);
  }

  /** What is ignored below an element, or null where nothing is. */
  @Nullable IgnoredFields element(int position) {
    return inner.isEmpty() ? null : inner.get(Integer.toString(position));
  }

  /** Whether this place, and all below it, is ignored. */
  static boolean isIgnored(@Nullable IgnoredFields place) {
    return place != null && place.leaf;
  }
}
