package dev.breakwater.operators.decode;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.json.JsonScan;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where ids of plain JSON records come from. */
sealed interface IdSource {

  /** The id of the record whose value was just scanned. */
  String of(RawRecord record, byte[] value) throws RejectedException;

  static IdSource of(JsonMapping.Id mapping, JsonScan<Field> scan) {
    if (mapping instanceof JsonMapping.At at) {
      return new Pointed(scan.at(at.pointer()).keepText());
    }
    return mapping instanceof JsonMapping.Digest ? new Digest(sha256()) : new Position();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** From a field of the document. */
  record Pointed(Field field) implements IdSource {

    @Override
    public String of(RawRecord record, byte[] value) throws RejectedException {
      return TextSource.text("id", field);
    }
  }

  /** The SHA-256 of the value in hexadecimal, as {@code sha256sum} prints it. */
  record Digest(MessageDigest sha256) implements IdSource {

    @Override
    public String of(RawRecord record, byte[] value) {
      return HexFormat.of().formatHex(sha256.digest(value));
    }
  }

  /** Where the record was read. */
  record Position() implements IdSource {

    @Override
    public String of(RawRecord record, byte[] value) {
      return record.position();
    }
  }
}
