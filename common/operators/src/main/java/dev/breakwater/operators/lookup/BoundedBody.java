package dev.breakwater.operators.lookup;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads a body up to a limit; of a larger one no more than that. */
final class BoundedBody implements BodySubscriber<BoundedBody.Body> {

  private final int maxBytes;
  private final CompletableFuture<Body> result = new CompletableFuture<>();
  private final List<ByteBuffer> received = new ArrayList<>();
  private int size;
  private Flow.@Nullable Subscription subscription;

  /**
   * What was read.
   *
   * @param bytes empty if it was too large
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Body(byte[] bytes, boolean tooLarge) {}

  BoundedBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public CompletionStage<Body> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (result.isDone()) {
      return;
    }
    for (ByteBuffer buffer : buffers) {
      if (buffer.remaining() > maxBytes - size) {
        tooLarge();
        return;
      }
      size += buffer.remaining();
      received.add(buffer);
    }
  }

  private void tooLarge() {
    received.clear();
    if (subscription != null) {
      subscription.cancel();
    }
    result.complete(new Body(new byte[0], true));
  }

  @Override
  public void onError(Throwable error) {
    received.clear();
    result.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    ByteBuffer all = ByteBuffer.allocate(size);
    received.forEach(all::put);
    received.clear();
    result.complete(new Body(all.array(), false));
  }
}
