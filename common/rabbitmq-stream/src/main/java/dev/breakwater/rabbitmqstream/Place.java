package dev.breakwater.rabbitmqstream;

/**
 * Where a message is in its stream, and in which chunk: the time at which the server wrote the
 * chunk tells streams of one name apart.
 *
 * @param chunkTime epoch milliseconds, or {@link #ANY_TIME}
 */
record Place(long offset, long chunkTime) {

  static final long ANY_TIME = -1;

  /** What follows from the first message of a subscription that began at a place. */
  enum Finding {
    /** The message is there, so all that follows is. */
    WHOLE,
    /** It is gone, and perhaps others with it. */
    GAP,
    /** There is another one in its place. */
    MADE_ANEW
  }

  Finding whenFirstIs(Place first) {
    if (first.offset == offset) {
      boolean same = chunkTime == ANY_TIME || chunkTime == first.chunkTime;
      return same ? Finding.WHOLE : Finding.MADE_ANEW;
    }
    if (first.offset < offset) {
      return Finding.MADE_ANEW;
    }
    return first.offset == offset + 1 ? Finding.WHOLE : Finding.GAP;
  }

  /** The offset, as RabbitMQ shows it. */
  @Override
  public String toString() {
    return Long.toString(offset);
  }
}
