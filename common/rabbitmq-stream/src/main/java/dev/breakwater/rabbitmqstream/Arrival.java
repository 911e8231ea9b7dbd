package dev.breakwater.rabbitmqstream;

/** What the client's threads leave for the task's thread, in the order in which it happened. */
sealed interface Arrival {

  /**
   * A message.
   *
   * @param end the chunk that was the last one of the stream then; 0 where the server does not say
   * @param encoded as it was stored
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Received(Place place, long end, byte[] encoded, Chunk chunk) implements Arrival {}

  /** The client has subscribed again, from this place on, which comes once more. */
  record Resumed(Place at) implements Arrival {}

  /** So many messages of a chunk did not come: the client leaves out what it cannot read. */
  record Damaged(Chunk chunk, long messages) implements Arrival {}
}
