package dev.breakwater.operators.window;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.OwnTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * Events of one key, aggregated before the shuffle.
 *
 * @param pane the start of the pane that all of them are in; of sessions the time of the first one
 * @param event the only event, where it may turn out to be late; else null
 */
record Slice(String key, long pane, Partial partial, @Nullable Event event) {

  static final TypeInformation<Slice> TYPE = OwnTypeInfo.of(Slice.class, new SliceSerializer());
}
