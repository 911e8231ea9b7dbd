package dev.breakwater.scripts.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testkit.workload.Fate;
import dev.breakwater.testkit.workload.Kind;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.TypedMessageBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a record becomes as a message, and what is told of it. */
class PulsarOutletTest {

  private final List<String> said = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<CompletableFuture<MessageId>> promises = new ArrayList<>();
  private boolean flushed = true;
  private final PulsarOutlet outlet =
      new PulsarOutlet(proxy(PulsarClient.class, this::client), producer());

  @Test
  void aMessageHasKeyValueAndHeaders() {
    byte[] key = {1};
    List<Header> headers =
        List.of(Sent.header("traceparent", "00-1"), new RecordHeader("nothing", null));
    send(new WorkloadRecord(key, "{}".getBytes(UTF_8), headers, 0, Kind.CLEAN, "1", Fate.CLEAN));
    assertThat(said)
        .containsExactly("value {}", "keyBytes \u0001", "property traceparent=00-1", "sendAsync");
  }

  @Test
  void aTombstoneStaysOne() {
    assertThat(outlet.carries(Sent.tombstone())).isTrue();
    send(Sent.tombstone());
    assertThat(said).containsExactly("value null", "sendAsync");
  }

  @Test
  void whatTheServerHasIsAcknowledgedAndOfTheRestNobodyKnows() {
    send(Sent.record("1"));
    send(Sent.record("2"));
    assertThat(told).as("without a word of the server").isEmpty();
    promises.get(1).completeExceptionally(new IOException("timed out"));
    promises.get(0).complete(MessageId.latest);
    assertThat(told).containsExactly("2 unknown", "1 acknowledged");
  }

  @Test
  void theEndWaitsForTheServerAndNotForWhatItHasNot() {
    outlet.finish();
    flushed = false;
    outlet.finish();
    outlet.close();
    assertThat(said).containsExactly("flushAsync", "flushAsync", "shutdown");
  }

  private void send(WorkloadRecord record) {
    outlet.send(
        record,
        refusal -> told.add(record.id() + (refusal == null ? " acknowledged" : " unknown")));
  }

  @SuppressWarnings("unchecked") // A proxy of Producer is one of bytes if its messages are.
  private Producer<byte[]> producer() {
    return (Producer<byte[]>)
        proxy(
            Producer.class,
            (proxy, method, with) -> {
              if (method.getName().equals("newMessage")) {
                return proxy(TypedMessageBuilder.class, message());
              }
              said.add(method.getName());
              return flushed
                  ? CompletableFuture.completedFuture(null)
                  : CompletableFuture.failedFuture(new IOException("timed out"));
            });
  }

  private InvocationHandler message() {
    return (message, method, with) -> {
      if (!method.getName().equals("sendAsync")) {
        said.add(method.getName() + " " + text(with));
        return message;
      }
      said.add(method.getName());
      promises.add(new CompletableFuture<>());
      return promises.get(promises.size() - 1);
    };
  }

  private @Nullable Object client(Object proxy, Method method, Object @Nullable [] with) {
    said.add(method.getName());
    return null;
  }

  private static String text(Object[] with) {
    if (with.length == 2) {
      return with[0] + "=" + with[1];
    }
    return with[0] == null ? "null" : new String((byte[]) with[0], UTF_8);
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
