package dev.breakwater.pulsar;

/** Names of topics and of their partitions, both without {@code persistent://}. */
final class Partitions {

  private static final String SCHEME = "persistent://";
  private static final String INFIX = "-partition-";

  private Partitions() {}

  /** As the client takes it. */
  static String withScheme(String name) {
    return SCHEME + name;
  }

  static String withoutScheme(String name) {
    return name.startsWith(SCHEME) ? name.substring(SCHEME.length()) : name;
  }

  /** The topic that the partition is one of; itself if it is a topic without partitions. */
  static String topic(String partition) {
    int at = partition.lastIndexOf(INFIX);
    return at < 0 || number(partition, at) < 0 ? partition : partition.substring(0, at);
  }

  /** A reader for each partition: neighbours have neighbours, and topics begin at any of them. */
  static int reader(String partition, int readers) {
    String topic = topic(partition);
    int number = topic.equals(partition) ? 0 : number(partition, topic.length());
    return (int) Math.floorMod((long) topic.hashCode() + number, (long) readers);
  }

  private static int number(String partition, int infix) {
    String digits = partition.substring(infix + INFIX.length());
    return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
  }
}
