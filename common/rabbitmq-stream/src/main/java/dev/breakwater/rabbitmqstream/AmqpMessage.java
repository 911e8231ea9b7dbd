package dev.breakwater.rabbitmqstream;

import java.nio.ByteBuffer;
import org.apache.qpid.proton.amqp.messaging.AmqpSequence;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.apache.qpid.proton.amqp.messaging.Section;
import org.apache.qpid.proton.codec.AMQPDefinedTypes;
import org.apache.qpid.proton.codec.DecoderImpl;
import org.apache.qpid.proton.codec.EncoderImpl;
import org.jspecify.annotations.Nullable;

/**
 * The sections of a message of AMQP 1.0, as far as they say something here.
 *
 * @param body the last section of a body that is no data; null where there is none
 * @param data all data sections, one behind the other; null where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record AmqpMessage(
    @Nullable MessageAnnotations annotations,
    @Nullable Properties properties,
    @Nullable ApplicationProperties applicationProperties,
    byte @Nullable [] data,
    @Nullable Object body) {

  /** Reads messages. For one thread. */
  static final class Reader {

    private final DecoderImpl decoder = new DecoderImpl();

    Reader() {
      AMQPDefinedTypes.registerAllTypes(decoder, new EncoderImpl(decoder));
    }

    /**
     * What the bytes say; null if they are no message of AMQP 1.0. With a decoder of its own, since
     * the library's reader of messages takes the first of several data sections for all of them.
     */
    @Nullable AmqpMessage read(byte[] encoded) {
      ByteBuffer buffer = ByteBuffer.wrap(encoded);
      decoder.setByteBuffer(buffer);
      try {
        return sections(buffer);
        // Anybody may have written the bytes, and have nested what is in them as deep as he likes.
      } catch (RuntimeException | StackOverflowError e) {
        return null;
      }
    }

    private @Nullable AmqpMessage sections(ByteBuffer buffer) {
      MessageAnnotations annotations = null;
      Properties properties = null;
      ApplicationProperties applicationProperties = null;
      byte[] data = null;
      Object body = null;
      while (buffer.hasRemaining()) {
        Object section = decoder.readObject();
        if (section instanceof MessageAnnotations its) {
          annotations = its;
        } else if (section instanceof Properties its) {
          properties = its;
        } else if (section instanceof ApplicationProperties its) {
          applicationProperties = its;
        } else if (section instanceof Data its) {
          data = appended(data, its);
        } else if (section instanceof AmqpValue || section instanceof AmqpSequence) {
          body = section;
        } else if (!(section instanceof Section)) {
          return null;
        }
      }
      return new AmqpMessage(annotations, properties, applicationProperties, data, body);
    }

    private static byte[] appended(byte @Nullable [] data, Data more) {
      byte[] bytes = Values.bytes(more.getValue());
      if (data == null) {
        return bytes;
      }
      return ByteBuffer.allocate(data.length + bytes.length).put(data).put(bytes).array();
    }
  }
}
