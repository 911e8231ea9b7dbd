package dev.breakwater.operators.audit;

import dev.breakwater.operators.audit.Page.Judged;
import dev.breakwater.operators.ledger.Ages;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Pages in binary form, big endian: a format, size, time, open or not, the three maps, and the ages
 * of both sides, which format 1 did not have.
 */
final class PageSerializer extends TypeSerializerSingleton<Page> {

  static final PageSerializer INSTANCE = new PageSerializer();

  private static final long serialVersionUID = 1L;
  private static final byte FORMAT = 2;
  private static final byte WITHOUT_AGES = 1;
  private static final Ruling[] RULINGS = Ruling.values();

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Page createInstance() {
    return new Page(1, 0, false);
  }

  @Override
  public Page copy(Page from) {
    return from.copy();
  }

  @Override
  public Page copy(Page from, Page reuse) {
    return from.copy();
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Page page, DataOutputView out) throws IOException {
    out.writeByte(FORMAT);
    out.writeLong(page.sizeMs());
    out.writeLong(page.lastBooked());
    out.writeBoolean(page.isOpen());
    writeSums(page.debits(), out);
    writeSums(page.credits(), out);
    out.writeInt(page.judged().size());
    for (Map.Entry<String, Judged> judged : page.judged().entrySet()) {
      StringValue.writeString(judged.getKey(), out);
      out.writeByte(judged.getValue().ruling().place());
      write(judged.getValue().debit(), out);
      write(judged.getValue().credit(), out);
      out.writeInt(judged.getValue().revision());
    }
    page.debitAges().write(out);
    out.writeInt(page.creditAges().size());
    for (Map.Entry<String, Ages> ages : page.creditAges().entrySet()) {
      StringValue.writeString(ages.getKey(), out);
      ages.getValue().write(out);
    }
  }

  @Override
  public Page deserialize(DataInputView in) throws IOException {
    byte format = in.readByte();
    if (format < WITHOUT_AGES || format > FORMAT) {
      throw new IOException("format of a page must be 1 to " + FORMAT + ", was " + format);
    }
    Page page = new Page(in.readLong(), in.readLong(), in.readBoolean());
    readSums(page.debits(), in);
    readSums(page.credits(), in);
    int accounts = in.readInt();
    for (int i = 0; i < accounts; i++) {
      page.judged()
          .put(
              StringValue.readString(in),
              new Judged(RULINGS[in.readByte()], read(in), read(in), in.readInt()));
    }
    if (format > WITHOUT_AGES) {
      readAges(page, in);
    }
    return page;
  }

  private static void readAges(Page page, DataInputView in) throws IOException {
    page.addDebitAges(Ages.read(in));
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      page.addCreditAges(StringValue.readString(in), Ages.read(in));
    }
  }

  @Override
  public Page deserialize(Page reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  private static void writeSums(SortedMap<String, Sum> sums, DataOutputView out)
      throws IOException {
    out.writeInt(sums.size());
    for (Map.Entry<String, Sum> sum : sums.entrySet()) {
      StringValue.writeString(sum.getKey(), out);
      write(sum.getValue(), out);
    }
  }

  private static void readSums(SortedMap<String, Sum> sums, DataInputView in) throws IOException {
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      sums.put(StringValue.readString(in), read(in));
    }
  }

  private static void write(Sum sum, DataOutputView out) throws IOException {
    out.writeLong(sum.count());
    out.writeLong(sum.checksum());
  }

  private static Sum read(DataInputView in) throws IOException {
    return new Sum(in.readLong(), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<Page> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What changes is said by the first byte of each page. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Page> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
