package dev.breakwater.operators.isolate;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.charset.CharacterCodingException;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Tells errors of the surroundings from errors of a record. The former would hit the next record as
 * well: the job must stop and restart, or an outage would turn good records into dead letters.
 */
final class InfrastructureErrors {

  /** Longer chains of causes are cut; also ends a chain that is a ring. */
  private static final int MAX_DEPTH = 100;

  private InfrastructureErrors() {}

  /** True if the error or one of its causes says nothing about the record. */
  static boolean contains(Throwable error) {
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (isOne(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isOne(Throwable error) {
    if (error instanceof VirtualMachineError) {
      // A structure that is too deep is the record's fault, and the stack is free again by now.
      return !(error instanceof StackOverflowError);
    }
    return (error instanceof IOException && !isAboutContent(error))
        || error instanceof FlinkException
        || error instanceof FlinkRuntimeException
        || error instanceof CancelTaskException
        || (error instanceof KafkaException && !(error instanceof SerializationException))
        || error instanceof InterruptedException
        || error instanceof TimeoutException
        || error instanceof LinkageError;
  }

  /** Input/output exceptions only by name: parsers throw them for what they are given. */
  private static boolean isAboutContent(Throwable error) {
    return error instanceof JacksonException
        || error instanceof CharacterCodingException
        || error instanceof UTFDataFormatException
        || error instanceof ZipException;
  }
}
