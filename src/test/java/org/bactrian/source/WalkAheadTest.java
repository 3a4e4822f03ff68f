package org.bactrian.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.junit.jupiter.api.Test;

class WalkAheadTest {
    private final AtomicInteger looked = new AtomicInteger();

    private Iterator<SourceEntry> walk(int entries, RuntimeException end) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (looked.get() == entries && end != null) {
                    throw end;
                }
                return looked.get() < entries;
            }

            @Override
            public SourceEntry next() {
                return entry(looked.getAndIncrement());
            }
        };
    }

    private static SourceEntry entry(int number) {
        return SourceEntry.unreadable(EntryName.ROOT.child(Integer.toString(number).getBytes(StandardCharsets.UTF_8)), Path.of("/nowhere/" + number));
    }

    private static List<String> names(int entries) {
        return IntStream.range(0, entries).mapToObj(Integer::toString).toList();
    }

    @Test
    void givesTheSameEntriesInTheSameOrder() {
        for (int entries : new int[] {0, 1, WalkAhead.MOST_ENTRIES, 10 * WalkAhead.MOST_ENTRIES + 1}) {
            looked.set(0);
            List<String> given = new ArrayList<>();
            try (Ahead<SourceEntry> ahead = WalkAhead.of(walk(entries, null))) {
                ahead.forEachRemaining(entry -> given.add(entry.name().toString()));
                assertThat(given).isEqualTo(names(entries));
                assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
            }
        }
    }

    @Test
    void theEndOfAWalkThatFailsComesAfterItsEntriesAndStays() {
        BactrianException end = new BactrianException(ErrorKind.SOURCE_MISSING, "gone", "");
        List<String> given = new ArrayList<>();
        try (Ahead<SourceEntry> ahead = WalkAhead.of(walk(700, end))) {
            assertThatThrownBy(() -> ahead.forEachRemaining(entry -> given.add(entry.name().toString()))).isSameAs(end);
            assertThat(given).isEqualTo(names(700));
            assertThatThrownBy(ahead::hasNext).isSameAs(end);
        }
    }

    @Test
    void isNotFarAheadAndEndsWithWhoTakes() {
        int most = 6 * WalkAhead.MOST_ENTRIES;
        Ahead<SourceEntry> ahead = WalkAhead.of(walk(Integer.MAX_VALUE, null));
        assertThat(ahead.next().name()).hasToString("0");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> looked.get() >= 5 * WalkAhead.MOST_ENTRIES);
        assertThat(looked.get()).isLessThanOrEqualTo(most);
        assertThat(ahead.isAtWork()).isTrue();
        ahead.close();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !ahead.isAtWork());
        assertThat(looked.get()).isLessThanOrEqualTo(most + WalkAhead.MOST_ENTRIES);
    }
}
