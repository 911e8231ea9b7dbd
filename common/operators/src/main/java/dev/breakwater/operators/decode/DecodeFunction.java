package dev.breakwater.operators.decode;

import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Shows each record to the decoder, with the processing time as the clock. */
final class DecodeFunction extends ProcessFunction<RawRecord, Outcome> {

  private static final long serialVersionUID = 1L;

  private final DecodeConfig config;

  private transient @Nullable Decoder decoder;

  DecodeFunction(DecodeConfig config) {
    this.config = config;
  }

  @Override
  public void open(OpenContext context) {
    decoder = new Decoder(config);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<Outcome> out) {
    Decoder opened = decoder;
    if (opened == null) {
      throw new IllegalStateException("processElement must come after open");
    }
    out.collect(opened.decode(record, context.timerService().currentProcessingTime()));
  }
}
