package dev.breakwater.operators.quarantine;

import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The places of the current key in Flink's state.
 *
 * @param places by number
 * @param parked the number of each mark by its position
 */
record StateRows(MapState<Long, Place> places, MapState<String, Long> parked)
    implements OpenLine.Rows {

  private static final String PLACES = "places";
  private static final String PARKED = "parked";

  static MapStateDescriptor<Long, Place> placesDescriptor() {
    return new MapStateDescriptor<>(PLACES, LongSerializer.INSTANCE, new PlaceSerializer());
  }

  static MapStateDescriptor<String, Long> parkedDescriptor() {
    return new MapStateDescriptor<>(PARKED, StringSerializer.INSTANCE, LongSerializer.INSTANCE);
  }

  @Override
  public @Nullable Place place(long number) throws Exception {
    return places.get(number);
  }

  @Override
  public void put(long number, Place place) throws Exception {
    places.put(number, place);
  }

  @Override
  public void remove(long number) throws Exception {
    places.remove(number);
  }

  @Override
  public long numberOf(String position) throws Exception {
    @Nullable Long number = parked.get(position);
    return number == null ? OpenLine.NO_PLACE : number;
  }

  @Override
  public void note(String position, long number) throws Exception {
    parked.put(position, number);
  }

  @Override
  public void forget(String position) throws Exception {
    parked.remove(position);
  }
}
