package dev.breakwater.operators.window;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What windows remember beside their contents: how far event time was, since Flink forgets it over
 * a restart and a window that was told must not be opened again; and what their state is made of,
 * since with other measures it cannot be gone on with.
 */
final class Continuity {

  static final String WATERMARK = "window-watermark";
  static final String LAYOUT = "window-layout";

  private final String layout;
  private final ListState<Long> savedWatermark;
  private final ListState<String> savedLayout;
  private long watermark = Long.MIN_VALUE;

  /**
   * @throws IllegalStateException if the state that is restored is of other windows or measures
   */
  Continuity(OperatorStateStore store, String layout) throws Exception {
    this.layout = layout;
    this.savedWatermark = store.getUnionListState(new ListStateDescriptor<>(WATERMARK, Types.LONG));
    this.savedLayout = store.getUnionListState(new ListStateDescriptor<>(LAYOUT, Types.STRING));
    for (long saved : savedWatermark.get()) {
      watermark = Math.max(watermark, saved);
    }
    for (String saved : savedLayout.get()) {
      if (!saved.equals(layout)) {
        throw new IllegalStateException(
            ("state is of other windows or measures than the configuration has, was <%s>; allowed:"
                    + " <%s>. Start without this state, from offsets before the first open window")
                .formatted(saved, layout));
      }
    }
  }

  void advance(long to) {
    watermark = Math.max(watermark, to);
  }

  /** The latest watermark, over restarts. */
  long watermark() {
    return watermark;
  }

  void save() throws Exception {
    savedWatermark.clear();
    savedWatermark.add(watermark);
    savedLayout.clear();
    savedLayout.add(layout);
  }
}
