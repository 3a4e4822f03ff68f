package org.bactrian.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link WalkAheadTest} does not ask: bounds in bytes, and what is left when the taker stops. */
@Timeout(60)
class AheadTest {
    private final AtomicInteger found = new AtomicInteger();

    private Ahead<Integer> ahead(int items, Ahead.Bounds bounds) {
        Iterator<Integer> all = IntStream.range(0, items).peek(item -> found.incrementAndGet()).iterator();
        return new Ahead<>("test", all, item -> 10, bounds);
    }

    @Test
    void aBatchEndsWithItsBytes() {
        try (Ahead<Integer> ahead = ahead(1000, new Ahead.Bounds(1, 100, 25))) {
            assertThat(ahead.next()).isZero();
            // three in hand, three that wait, three that wait to wait; an iterator of a stream may have one more in hand
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> found.get() >= 9);
            assertThat(found.get()).isLessThanOrEqualTo(10);
        }
    }

    @Test
    void whoWaitsWhenItIsClosedIsTold() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Iterator<Integer> slow = IntStream.range(0, 3).peek(item -> {
            hangs.countDown();
            await(released);
        }).iterator();
        Ahead<Integer> ahead = new Ahead<>("test", slow, item -> 1, new Ahead.Bounds(1, 1, 1));
        CompletableFuture<Boolean> taker = CompletableFuture.supplyAsync(ahead::hasNext);
        await(hangs);
        ahead.close();
        assertThatThrownBy(taker::get).cause().isInstanceOfSatisfying(BactrianException.class,
                e -> assertThat(e.kind()).isEqualTo(ErrorKind.INTERRUPTED));
        released.countDown();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !ahead.isAtWork());
        assertThatThrownBy(ahead::hasNext).isInstanceOf(BactrianException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWasFoundAndNotTakenIsGivenAtTheEnd() {
        for (int taken : new int[] {0, 1, 2, 7, 40}) {
            found.set(0);
            Ahead<Integer> ahead = ahead(40, new Ahead.Bounds(2, 4, 1000));
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < taken; i++) {
                all.add(ahead.next());
            }
            all.addAll(ahead.end());
            assertThat(ahead.isAtWork()).isFalse();
            assertThat(all).isEqualTo(IntStream.range(0, all.size()).boxed().toList()).hasSizeGreaterThanOrEqualTo(taken);
            assertThat(found.get() - all.size()).as("lost").isBetween(0, 1);
            assertThat(ahead.end()).isEmpty();
        }
    }
}
