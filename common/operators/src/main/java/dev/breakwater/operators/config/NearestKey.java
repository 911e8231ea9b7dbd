package dev.breakwater.operators.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the key that was probably meant. */
final class NearestKey {

  private static final int CHARACTERS_PER_TYPO = 4;

  private NearestKey() {}

  /**
   * The only key that lacks nothing but its first parts; else the key with the fewest typing
   * errors, at most one per four characters; else null.
   */
  static @Nullable String of(String unknown, Collection<String> keys) {
    List<String> sections = keys.stream().filter(key -> key.endsWith("." + unknown)).toList();
    if (sections.size() == 1) {
      return sections.get(0);
    }
    String plain = plain(unknown);
    String nearest = null;
    int fewest = Math.max(1, plain.length() / CHARACTERS_PER_TYPO) + 1;
    for (String key : keys) {
      int typos = distance(plain, plain(key));
      if (typos < fewest) {
        fewest = typos;
        nearest = key;
      }
    }
    return nearest;
  }

  private static String plain(String key) {
    return key.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
  }

  /** Optimal string alignment: insert, delete, replace, swap two neighbours. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int step(int[][] d, String a, String b, int i, int j) {
    int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
