package dev.breakwater.operators.event;

/** Events in binary mode: attributes in headers, the value as it is. */
final class BinaryReader {

  private BinaryReader() {}

  static Event read(RawRecord record) throws RejectedException {
    AttributeReader reader = new AttributeReader(HeaderNames.PREFIX);
    Headers headers = record.headers();
    byte[] contentType = null;
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      byte[] value = headers.value(i);
      if (value == null) {
        continue;
      }
      if (name.startsWith(HeaderNames.PREFIX)) {
        reader.set(HeaderNames.attribute(name), AttributeText.decode(value, name));
      } else if (name.equals(HeaderNames.CONTENT_TYPE)) {
        contentType = value;
      }
    }
    String dataContentType =
        contentType == null
            ? reader.contentType()
            : AttributeText.decode(contentType, HeaderNames.CONTENT_TYPE);
    Attributes attributes = reader.attributes(dataContentType);
    return new Event(record, attributes, reader.time(record), record.value());
  }
}
