package dev.breakwater.scripts.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmCallback;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is told of messages, by what the server says of the numbers of a channel. */
class RabbitPublishingTest {

  private final List<BasicProperties> properties = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private @Nullable ConfirmCallback confirmed;
  private @Nullable ConfirmCallback refused;
  private long number;
  private boolean open = true;

  @Test
  void aMessageIsPersistentWithItsIdAndItsHeaders() throws IOException {
    Publishing publishing = publishing();
    var headers = List.of(Sent.header("traceparent", "00-1"));
    publishing.publish(message("7", Sent.record("7", "{\"id\":7}", headers)));
    assertThat(bodies).containsExactly("queue-7 {\"id\":7}");
    BasicProperties only = properties.get(0);
    assertThat(only.getDeliveryMode()).isEqualTo(2);
    assertThat(only.getMessageId()).isEqualTo("message-7");
    assertThat(only.getHeaders()).containsOnlyKeys("traceparent");
    assertThat(only.getHeaders().get("traceparent")).isEqualTo("00-1".getBytes(UTF_8));
    assertThat(calls).containsSubsequence("confirmSelect", "basicPublish");
  }

  @Test
  void whatAFrameCannotHoldIsNotCarried() {
    Header some = new RecordHeader("name", new byte[64_990]);
    Header none = new RecordHeader("name", (byte[]) null);
    WorkloadRecord fits = Sent.record("1", "{}", List.of(some, some));
    assertThat(RabbitPublishing.carries(fits)).isTrue();
    assertThat(RabbitPublishing.carries(fits.with(none))).isFalse();
  }

  @Test
  void aConfirmIsForOneOrForAllBeforeIt() throws IOException {
    Publishing publishing = publishing();
    publish(publishing, 5);
    say(confirmed, 2, false);
    assertThat(told).containsExactly("1 confirmed");
    say(confirmed, 4, true);
    assertThat(told).containsExactly("1 confirmed", "0 confirmed", "2 confirmed", "3 confirmed");
    assertThat(publishing.takeBack()).extracting(Message::id).containsExactly("message-4");
  }

  @Test
  void whatTheServerRefusesNobodyKnows() throws IOException {
    publish(publishing(), 2);
    say(refused, 2, false);
    assertThat(told).containsExactly("1 unknown");
  }

  @Test
  void whatIsTakenBackIsAnsweredForByNobodyHere() throws IOException {
    Publishing publishing = publishing();
    publish(publishing, 3);
    assertThat(publishing.takeBack()).hasSize(3);
    say(confirmed, 3, true);
    assertThat(told).isEmpty();
    assertThat(publishing.takeBack()).isEmpty();
  }

  @Test
  void whatFailsToBePublishedIsUnconfirmed() throws IOException {
    Publishing publishing = publishing();
    open = false;
    assertThatThrownBy(() -> publish(publishing, 1)).isInstanceOf(IOException.class);
    assertThat(publishing.takeBack()).hasSize(1);
    assertThatThrownBy(publishing::requireOpen).isInstanceOf(IOException.class);
  }

  @Test
  void aConnectionWithoutAChannelIsLeft() {
    open = false;
    assertThatThrownBy(this::publishing).isInstanceOf(IOException.class);
    assertThat(calls).contains("abort");
  }

  private void publish(Publishing publishing, int messages) throws IOException {
    for (int i = 0; i < messages; i++) {
      publishing.publish(message(Integer.toString(i), Sent.record(Integer.toString(i))));
    }
  }

  private Message message(String id, WorkloadRecord record) {
    return new Message(
        "queue-" + id,
        "message-" + id,
        record,
        refusal -> told.add(id + (refusal == null ? " confirmed" : " unknown")));
  }

  private static void say(@Nullable ConfirmCallback callback, long number, boolean andBefore)
      throws IOException {
    assertThat(callback).isNotNull();
    if (callback != null) {
      callback.handle(number, andBefore);
    }
  }

  private Publishing publishing() throws IOException {
    return RabbitPublishing.on(
        proxy(
            Connection.class,
            (proxy, method, with) -> {
              calls.add(method.getName());
              return method.getName().equals("createChannel") ? channel() : null;
            }));
  }

  private Channel channel() {
    return proxy(
        Channel.class,
        (proxy, method, with) -> {
          calls.add(method.getName());
          return switch (method.getName()) {
            case "addConfirmListener" -> {
              confirmed = (ConfirmCallback) with[0];
              refused = (ConfirmCallback) with[1];
              yield null;
            }
            case "getNextPublishSeqNo" -> ++number;
            case "isOpen" -> open;
            case "confirmSelect", "basicPublish" -> done(with);
            default -> null;
          };
        });
  }

  private @Nullable Object done(Object @Nullable [] with) {
    if (!open) {
      throw new AlreadyClosedException(new ShutdownSignalException(true, false, null, null));
    }
    if (with != null && with.length == 4) {
      properties.add((BasicProperties) with[2]);
      bodies.add(with[1] + " " + new String((byte[]) with[3], UTF_8));
    }
    return null;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
