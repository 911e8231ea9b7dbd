package dev.breakwater.rabbitmqstream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of streams, and ids of splits: the stream's name, after that of its super stream and a bar
 * where it is a partition of one.
 */
final class StreamNames {

  // Visible ASCII: the name becomes part of headers, and the bar is between two of them.
  static final Pattern ALLOWED = Pattern.compile("[!-{}~]{1,255}");
  static final String RULE = "1 to 255 visible ASCII characters, none of them a |";

  private static final char BAR = '|';
  private static final Pattern NUMBERED = Pattern.compile(".*-([0-9]{1,9})");

  private StreamNames() {}

  /** The id of a partition of a super stream. */
  static String partition(String superStream, String stream) {
    return superStream + BAR + stream;
  }

  /** The stream that has the data. */
  static String stream(String id) {
    return id.substring(id.indexOf(BAR) + 1);
  }

  /** The super stream, or the stream where it is none's partition. */
  static String topic(String id) {
    int bar = id.indexOf(BAR);
    return bar < 0 ? id : id.substring(0, bar);
  }

  /** A reader for each stream: by the number at its end neighbours have neighbours. */
  static int reader(String id, int readers) {
    String stream = stream(id);
    Matcher numbered = NUMBERED.matcher(stream);
    long place = numbered.matches() ? Long.parseLong(numbered.group(1)) : (long) stream.hashCode();
    return Math.floorMod(topic(id).hashCode() + place, readers);
  }
}
