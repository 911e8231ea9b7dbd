package dev.breakwater.operators.breaker;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is there once per key and process, as long as somebody holds it: made for the first holder,
 * ended after the last. Thread-safe.
 *
 * <p>Kept in a static field of the class that owns it, so "process" means the class loader of a job
 * in a TaskManager: jobs of a session cluster share nothing.
 */
public final class Shared<K, V> {

  private final Map<K, Held<V>> byKey = new HashMap<>();
  private final Consumer<V> end;

  /**
   * @param end called with what nobody holds any more
   */
  public Shared(Consumer<V> end) {
    this.end = end;
  }

  /** The value of the key; its holder must {@link #release} it once. */
  public synchronized V acquire(K key, Supplier<V> make) {
    Held<V> held = byKey.get(key);
    if (held == null) {
      held = new Held<>(make.get());
      byKey.put(key, held);
    }
    held.holders++;
    return held.value;
  }

  /**
   * Gives a value back. What ends it runs under the lock, so that a next holder never meets two.
   *
   * @throws IllegalStateException if nobody holds it
   */
  public synchronized void release(K key) {
    Held<V> held = byKey.get(key);
    if (held == null) {
      throw new IllegalStateException("released more often than acquired: " + key);
    }
    held.holders--;
    if (held.holders == 0) {
      byKey.remove(key);
      end.accept(held.value);
    }
  }

  /** How many values are held. */
  public synchronized int size() {
    return byKey.size();
  }

  private static final class Held<V> {

    private final V value;
    private int holders;

    Held(V value) {
      this.value = value;
    }
  }
}
