package dev.breakwater.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InboxTest {

  private final Inbox<String> inbox = new Inbox<>();

  @Test
  void isAvailableWhenSomethingArrives() throws Exception {
    CompletableFuture<Void> available = inbox.available();
    assertThat(available).isNotDone();
    inbox.put("a");
    inbox.put("b");
    assertThat(available).isDone();
    assertThat(inbox.poll()).isEqualTo("a");
    assertThat(inbox.available()).isDone();
    assertThat(inbox.poll()).isEqualTo("b");
    assertThat(inbox.poll()).isNull();
    assertThat(inbox.available()).isNotDone();
  }

  @Test
  void handsOnNothingAfterAFailure() {
    CompletableFuture<Void> available = inbox.available();
    inbox.put("a");
    inbox.fail(new IOException("connection reset"));
    inbox.fail(new IOException("channel closed"));
    assertThat(available).isDone();
    assertThat(inbox.available()).isDone();
    assertThat(inbox.isEmpty()).isFalse();
    assertThatThrownBy(inbox::poll)
        .isInstanceOf(IOException.class)
        .hasMessage("RabbitMQ no longer delivers: connection reset");
  }
}
