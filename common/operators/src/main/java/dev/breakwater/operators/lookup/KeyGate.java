package dev.breakwater.operators.lookup;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the order within a key: of each key at most one item may leave, the others stand behind it
 * in their order; different keys do not wait for each other. For one thread.
 */
final class KeyGate<K, T> {

  /** By key: the one that may leave at the head, those behind it after. */
  private final Map<K, ArrayDeque<T>> byKey = new HashMap<>();

  /** True if there is nothing. */
  boolean isEmpty() {
    return byKey.isEmpty();
  }

  /** True if there is one of this key. */
  boolean isBusy(K key) {
    return byKey.containsKey(key);
  }

  /** Takes an item in, behind those of its key. */
  void enter(K key, T item) {
    byKey.computeIfAbsent(key, unused -> new ArrayDeque<>(2)).add(item);
  }

  /** True if it is this item that may leave. */
  boolean isFirst(K key, T item) {
    ArrayDeque<T> items = byKey.get(key);
    return items != null && items.element().equals(item);
  }

  /** Lets the first one go; the one that is first now, or null if there is none. */
  @Nullable T leave(K key) {
    ArrayDeque<T> items = byKey.get(key);
    if (items == null) {
      throw new IllegalStateException("there is nothing of this key");
    }
    items.remove();
    if (items.isEmpty()) {
      byKey.remove(key);
      return null;
    }
    return items.element();
  }
}
