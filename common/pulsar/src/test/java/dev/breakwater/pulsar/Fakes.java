package dev.breakwater.pulsar;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.ConsumerStats;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.impl.BatchMessageIdImpl;
import org.jspecify.annotations.Nullable;

/** Stand-ins for what the client has: of its large interfaces only what the source calls. */
final class Fakes {

  private Fakes() {}

  /** An answer of null stands for a method that returns it; one that is missing is not answered. */
  @SuppressWarnings("unchecked") // A proxy of Message is one of bytes if its data are.
  static Message<byte[]> message(Map<String, @Nullable Object> answers) {
    return (Message<byte[]>) proxy(Message.class, answering(answers));
  }

  /** A message without anything but its place. */
  static Message<byte[]> message(Place place) {
    return message(answers(place));
  }

  static Map<String, @Nullable Object> answers(Place place) {
    Map<String, @Nullable Object> answers = new HashMap<>();
    answers.put("getMessageId", id(place));
    answers.put("getEventTime", 0L);
    answers.put("getPublishTime", 1L);
    answers.put("hasKey", false);
    answers.put("getData", new byte[] {1});
    answers.put("getProperties", Map.of());
    return answers;
  }

  private static MessageId id(Place place) {
    return new BatchMessageIdImpl(place.ledger(), place.entry(), 0, place.index());
  }

  private static InvocationHandler answering(Map<String, @Nullable Object> answers) {
    return (proxy, method, arguments) -> {
      if (!answers.containsKey(method.getName())) {
        throw new UnsupportedOperationException(method.getName());
      }
      return answers.get(method.getName());
    };
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  /** A consumer that is driven by the test. */
  static final class FakeConsumer {

    final Queue<Message<byte[]>> queued = new ArrayDeque<>();
    final List<Place> acknowledged = new ArrayList<>();
    boolean connected = true;
    long damaged;
    private @Nullable CompletableFuture<Message<byte[]>> asked;

    @SuppressWarnings("unchecked") // As above.
    Consumer<byte[]> consumer() {
      return (Consumer<byte[]>)
          proxy(
              Consumer.class,
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "receive" -> queued.poll();
                    case "receiveAsync" -> ask();
                    case "isConnected" -> connected;
                    case "getStats" -> stats();
                    case "acknowledgeCumulativeAsync" -> acknowledge((MessageId) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                  });
    }

    @SuppressWarnings("deprecation") // As where it is called.
    private Object stats() {
      return proxy(
          ConsumerStats.class,
          answering(Map.of("getTotalReceivedFailed", 0L, "getNumReceiveFailed", damaged)));
    }

    private CompletableFuture<Message<byte[]>> ask() {
      CompletableFuture<Message<byte[]>> next = new CompletableFuture<>();
      asked = next;
      return next;
    }

    private CompletableFuture<Void> acknowledge(MessageId id) {
      if (!connected) {
        return CompletableFuture.failedFuture(new PulsarClientException("away"));
      }
      acknowledged.add(Place.ofAny(id));
      return CompletableFuture.completedFuture(null);
    }

    /** Whether the source waits for the next message. */
    boolean isAsked() {
      return asked != null && !asked.isDone();
    }

    void arrive(Message<byte[]> message) {
      if (asked == null || !asked.complete(message)) {
        throw new AssertionError("nobody waits");
      }
    }

    void fail(Throwable cause) {
      if (asked == null || !asked.completeExceptionally(cause)) {
        throw new AssertionError("nobody waits");
      }
    }
  }
}
