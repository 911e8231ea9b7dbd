package dev.breakwater.operators.lookup;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the order within a key: of each key at most one item is inside, the others stand behind it
 * in their order; different keys do not wait for each other. For one thread.
 */
final class KeyGate<K, T> {

  /** By key: the one inside at the head, those behind it after. */
  private final Map<K, ArrayDeque<T>> byKey = new HashMap<>();

  /** True if nothing is inside. */
  boolean isEmpty() {
    return byKey.isEmpty();
  }

  /** True if one of this key is inside. */
  boolean isBusy(K key) {
    return byKey.containsKey(key);
  }

  /** Takes an item in; true if it is inside, false if it stands behind another one. */
  boolean enter(K key, T item) {
    ArrayDeque<T> items = byKey.computeIfAbsent(key, unused -> new ArrayDeque<>(2));
    items.add(item);
    return items.size() == 1;
  }

  /** Lets the one inside go; the one that is inside now, or null if there is none. */
  @Nullable T leave(K key) {
    ArrayDeque<T> items = byKey.get(key);
    if (items == null) {
      throw new IllegalStateException("nothing of this key is inside");
    }
    items.remove();
    if (items.isEmpty()) {
      byKey.remove(key);
      return null;
    }
    return items.element();
  }
}
