package org.bactrian.swift.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An answer's body as a stream whose reads do not wait for ever, which those of the JDK's own stream do. Holds a few
 * buffers of the network at most. One reader.
 */
final class TimedBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
    private static final int AHEAD = 4;

    /** What the network says: buffers, or how it ended. */
    private record Event(List<ByteBuffer> buffers, Throwable failure) {
    }

    private final Duration silence;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final ArrayDeque<ByteBuffer> ready = new ArrayDeque<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private boolean ended;
    private volatile boolean closed;
    private volatile boolean completed;

    /** @param silence how long a read waits for a byte */
    TimedBody(Duration silence) {
        this.silence = silence;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription s) {
        if (!subscription.complete(s) || closed) {
            s.cancel();
        } else {
            s.request(AHEAD);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        events.add(new Event(buffers, null));
    }

    @Override
    public void onError(Throwable failure) {
        events.add(new Event(List.of(), failure));
    }

    @Override
    public void onComplete() {
        completed = true;
        events.add(new Event(List.of(), null));
    }

    @Override
    public int read() throws IOException {
        return fill() ? ready.peekFirst().get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        ByteBuffer buffer = ready.peekFirst();
        int n = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, n);
        return n;
    }

    @Override
    public int available() {
        ByteBuffer buffer = ready.peekFirst();
        return buffer == null ? 0 : buffer.remaining();
    }

    /** Makes the first ready buffer one that has bytes; false at the end. */
    private boolean fill() throws IOException {
        while (true) {
            while (!ready.isEmpty() && !ready.peekFirst().hasRemaining()) {
                ready.removeFirst();
            }
            if (!ready.isEmpty()) {
                return true;
            }
            if (closed) {
                throw new IOException("the stream is closed");
            }
            if (ended) {
                return false;
            }
            take(await());
        }
    }

    private void take(Event event) throws IOException {
        if (event.failure() != null) {
            throw new IOException("the answer was cut: " + event.failure().getMessage(), event.failure());
        }
        if (event.buffers().isEmpty()) {
            ended = true;
        } else {
            ready.addAll(event.buffers());
            subscription.join().request(1);
        }
    }

    private Event await() throws IOException {
        try {
            Event event = events.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
            if (event == null) {
                close();
                throw new HttpTimeoutException("no byte for " + silence.toSeconds() + " s");
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        Flow.Subscription s = subscription.getNow(null);
        if (s != null && !completed) { // cancelling a completed exchange would cost its connection
            s.cancel();
        }
    }
}
