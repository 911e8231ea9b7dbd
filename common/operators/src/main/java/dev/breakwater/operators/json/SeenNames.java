package dev.breakwater.operators.json;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that each open object of a document has had so far.
 *
 * <p>Small objects are the rule: their names lie on one stack, and 64 bits per object tell at once
 * that a name is new. From {@link #SMALL} names on an object has a hash set, whose buckets become
 * trees, so that names chosen to collide cannot make it slow.
 */
final class SeenNames {

  static final int SMALL = 24;

  private String[] names = new String[64];
  private int size;
  private int[] starts = new int[8];
  private long[] masks = new long[8];
  private @Nullable Set<String>[] large = sets(8);
  private int top = -1;

  void reset() {
    Arrays.fill(large, 0, top + 1, null);
    size = 0;
    top = -1;
  }

  void open() {
    if (++top == starts.length) {
      starts = Arrays.copyOf(starts, top * 2);
      masks = Arrays.copyOf(masks, top * 2);
      large = Arrays.copyOf(large, top * 2);
    }
    starts[top] = size;
    masks[top] = 0;
  }

  void close() {
    size = starts[top];
    large[top] = null;
    top--;
  }

  /** Adds a name to the innermost open object; false when it is there already. */
  boolean add(String name) {
    Set<String> set = large[top];
    if (set != null) {
      return set.add(name);
    }
    long bit = 1L << name.hashCode();
    if ((masks[top] & bit) != 0 && contains(name)) {
      return false;
    }
    masks[top] |= bit;
    push(name);
    return true;
  }

  private boolean contains(String name) {
    for (int i = starts[top]; i < size; i++) {
      if (names[i].equals(name)) {
        return true;
      }
    }
    return false;
  }

  private void push(String name) {
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
    }
    names[size++] = name;
    if (size - starts[top] == SMALL) {
      large[top] = new HashSet<>(Arrays.asList(names).subList(starts[top], size));
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays cannot be generic
  private static @Nullable Set<String>[] sets(int length) {
    return new Set[length];
  }
}
