package dev.breakwater.rabbitmq;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * 128 bits that stand for a message: its id and its body. Both, since there are producers whose ids
 * begin again at 1 with every connection: two messages of one id that say different things are two.
 *
 * <p>Part of the state format: it never changes.
 */
record Fingerprint(long high, long low) {

  private static final int SEED = 0;

  static Fingerprint of(String messageId, byte[] body) {
    byte[] id = messageId.getBytes(StandardCharsets.UTF_8);
    long[] content = MurmurHash3.hash128x64(body, 0, body.length, SEED);
    byte[] both =
        ByteBuffer.allocate(2 * Long.BYTES + id.length)
            .putLong(content[0])
            .putLong(content[1])
            .put(id)
            .array();
    long[] hash = MurmurHash3.hash128x64(both, 0, both.length, SEED);
    return new Fingerprint(hash[0], hash[1]);
  }
}
