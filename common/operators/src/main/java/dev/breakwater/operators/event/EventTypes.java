package dev.breakwater.operators.event;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * The envelope types as Flink knows them, each with its own serializer.
 *
 * <p>The types name this as their factory, so Flink also finds them where it works a type out by
 * itself: they never fall back to a generic serializer.
 */
public final class EventTypes {

  public static final TypeInformation<RawRecord> RAW_RECORD =
      OwnTypeInfo.of(RawRecord.class, new RawRecordSerializer());

  public static final TypeInformation<Event> EVENT =
      OwnTypeInfo.of(Event.class, new EventSerializer());

  public static final TypeInformation<DeadLetter> DEAD_LETTER =
      OwnTypeInfo.of(DeadLetter.class, new DeadLetterSerializer());

  public static final TypeInformation<Outcome> OUTCOME =
      OwnTypeInfo.of(Outcome.class, new OutcomeSerializer());

  private EventTypes() {}

  /** How Flink's type extraction finds the constants from the classes. */
  public static final class Factory<T> extends TypeInfoFactory<T> {

    @Override
    @SuppressWarnings("unchecked") // the type information is that of the class that is asked for
    public TypeInformation<T> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> genericParameters) {
      for (TypeInformation<?> known : List.of(RAW_RECORD, EVENT, DEAD_LETTER, OUTCOME)) {
        if (known.getTypeClass() == type) {
          return (TypeInformation<T>) known;
        }
      }
      throw new IllegalArgumentException("type must be one of the envelope, was " + type);
    }
  }
}
