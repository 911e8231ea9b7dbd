package dev.breakwater.testkit.contract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;

/**
 * A keyed state or a set of timers as described in a snapshot.
 *
 * @param serializers what its keys, namespaces and values are written with, by role
 */
record SavedState(
    String name, boolean keyValue, Map<String, TypeSerializerSnapshot<?>> serializers) {

  /** All of a savepoint. */
  static List<SavedState> in(Saved savepoint) throws IOException {
    List<SavedState> states = new ArrayList<>();
    for (KeyedStateHandle handle : savepoint.state().getManagedKeyedState()) {
      if (!(handle instanceof KeyGroupsStateHandle groups)) {
        throw new AssertionError("state cannot be described, was in " + handle);
      }
      try (FSDataInputStream stream = groups.openInputStream()) {
        KeyedBackendSerializationProxy<?> proxy =
            new KeyedBackendSerializationProxy<>(SavedState.class.getClassLoader());
        proxy.read(new DataInputViewStreamWrapper(stream));
        proxy.getStateMetaInfoSnapshots().forEach(state -> states.add(of(state)));
      }
    }
    return states;
  }

  private static SavedState of(StateMetaInfoSnapshot state) {
    return new SavedState(
        state.getName(),
        state.getBackendStateType() == StateMetaInfoSnapshot.BackendStateType.KEY_VALUE,
        state.getSerializerSnapshotsImmutable());
  }
}
