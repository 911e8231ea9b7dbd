package dev.breakwater.operators.decode;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.json.JsonScan;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
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
    if (mapping instanceof JsonMapping.Header header) {
      return new InHeader(header.name(), StandardCharsets.UTF_8.newDecoder());
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

  /** From a header; without a value in it there is no id. */
  record InHeader(String name, CharsetDecoder utf8) implements IdSource {

    @Override
    public String of(RawRecord record, byte[] value) throws RejectedException {
      byte[] text = record.headers().last(name);
      if (text == null || text.length == 0) {
        throw new RejectedException(
            Reason.INVALID, "id must be in the header %s, was missing or empty".formatted(name));
      }
      try {
        return utf8.decode(ByteBuffer.wrap(text)).toString();
      } catch (CharacterCodingException e) {
        throw new RejectedException(
            Reason.MALFORMED, "id in the header %s is not UTF-8".formatted(name));
      }
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
