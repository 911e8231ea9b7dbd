package dev.breakwater.rabbitmqstream;

import com.rabbitmq.stream.ConsumerFlowStrategy;
import com.rabbitmq.stream.Message;
import com.rabbitmq.stream.MessageHandler;
import com.rabbitmq.stream.OffsetSpecification;
import com.rabbitmq.stream.Resource;
import com.rabbitmq.stream.SubscriptionListener;
import dev.breakwater.operators.input.Availability;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Stand-ins for what the client has: of its interfaces only what the source calls. */
final class Fakes {

  private Fakes() {}

  @SuppressWarnings("unchecked") // A proxy of the type is one.
  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private static <T> T answering(Class<T> type, Map<String, Object> answers) {
    return proxy(
        type,
        (proxy, method, arguments) -> {
          if (!answers.containsKey(method.getName())) {
            throw new UnsupportedOperationException(method.getName());
          }
          return answers.get(method.getName());
        });
  }

  /** A server with one subscription, driven by the test as the client drives what it was given. */
  static final class FakeStream {

    final AtomicLong held = new AtomicLong();
    final Availability availability = new Availability();
    final Deliveries deliveries;
    @Nullable OffsetSpecification subscribed;
    int credits;
    long end;
    private final ConsumerFlowStrategy flow;
    private ConsumerFlowStrategy.@Nullable MessageProcessedCallback leftOut;

    FakeStream() {
      deliveries = new Deliveries(OffsetSpecification.first(), 2, availability, held);
      flow = deliveries.flow();
      subscribe();
    }

    /** As at the start, and after a reconnect. */
    void subscribe() {
      credits = flow.initialCredits();
      deliveries.subscribing(
          proxy(
              SubscriptionListener.SubscriptionContext.class,
              (proxy, method, arguments) -> {
                subscribed = (OffsetSpecification) arguments[0];
                return null;
              }));
      become(Resource.State.OPEN);
    }

    void become(Resource.State state) {
      deliveries.changed(answering(Resource.Context.class, Map.of("currentState", state)));
    }

    /** A chunk begins, for a credit. */
    void chunk(long messages) {
      if (credits-- == 0) {
        throw new AssertionError("no credit");
      }
      leftOut =
          flow.start(
              proxy(
                  ConsumerFlowStrategy.Context.class,
                  (proxy, method, arguments) ->
                      switch (method.getName()) {
                        case "messageCount" -> messages;
                        case "credits" -> {
                          credits += (Integer) arguments[0];
                          yield null;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                      }));
    }

    /** A message of the chunk, with a body of its offset. */
    void message(Place place) {
      message(place, new byte[] {(byte) place.offset()});
    }

    void message(Place place, byte[] encoded) {
      deliveries.arrived(
          answering(
              MessageHandler.Context.class,
              Map.of(
                  "offset", place.offset(),
                  "timestamp", place.chunkTime(),
                  "committedChunkId", end)),
          answering(Message.class, Map.of("getBodyAsBinary", encoded)));
    }

    /** A message of the chunk that is in front of where the subscription begins. */
    void leaveOut() {
      if (leftOut == null) {
        throw new AssertionError("no chunk");
      }
      leftOut.processed(answering(MessageHandler.Context.class, Map.of()));
    }

    /** A chunk of one message. */
    void deliver(Place place) {
      chunk(1);
      message(place);
    }
  }
}
