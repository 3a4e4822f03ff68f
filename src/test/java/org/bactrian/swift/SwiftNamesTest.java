package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import java.util.Set;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwiftNamesTest {
    @ParameterizedTest
    @CsvSource({"swift://c, c, ''", "swift://c/, c, ''", "swift://c/p, c, p/", "swift://c//p///q/, c, p/q/", "swift:///c/p, c, p/",
        "swift://a b#?%41/ü, a b#?%41, ü/"})
    void urlIsContainerAndPrefix(String url, String container, String prefix) {
        assertThat(SwiftUrl.parse(url)).isEqualTo(new SwiftUrl(container, prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"swift://", "swift:///", "file:///x", "swift:c", "Swift://c", ""})
    void otherUrlsAreRefused(String url) {
        assertThatThrownBy(() -> SwiftUrl.parse(url))
                .isInstanceOfSatisfying(BactrianException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.BAD_URL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "/"})
    void namesWithSlashesAreNoObjectsOfATarget(String name) {
        assertThatThrownBy(() -> SwiftUrl.parse("swift://c/p").objectName(name)).isInstanceOf(BactrianException.class);
    }

    @Test
    void namesEndAtSwiftsLimit() {
        SwiftUrl url = SwiftUrl.parse("swift://c/p");
        assertThat(url.objectName("ü".repeat(511))).hasSize(513);
        assertThatThrownBy(() -> url.objectName("ü".repeat(511) + "x")).isInstanceOf(BactrianException.class);
    }

    @Property(tries = 500, seed = "20261123")
    void everyNameSurvivesTheRequestLine(@ForAll @StringLength(min = 1, max = 40) String name) {
        String clean = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8); // no lone surrogates
        URI uri = URI.create("http://h/v1/a" + SwiftPath.of("c", clean) + SwiftPath.query(java.util.Map.of("prefix", clean)));
        assertThat(uri.getRawPath()).startsWith("/v1/a/c/").matches("[A-Za-z0-9/._~%-]*");
        assertThat(URLDecoder.decode(uri.getRawPath().substring("/v1/a/c/".length()), StandardCharsets.UTF_8)).isEqualTo(clean);
        assertThat(URLDecoder.decode(uri.getRawQuery().substring("prefix=".length()), StandardCharsets.UTF_8)).isEqualTo(clean);
    }

    @Test
    void recentChangesAreForgottenInTime() {
        Instant[] now = {Instant.EPOCH};
        RecentChanges changes = new RecentChanges(() -> now[0]);
        changes.written("c", "p/a");
        changes.removed("c", "p/b");
        assertThat(changes.doubtful("c", "p/", Set.of("p/b"))).containsExactlyInAnyOrder("p/a", "p/b");
        assertThat(changes.doubtful("c", "p/", Set.of("p/a"))).isEmpty();
        assertThat(changes.doubtful("d", "p/", Set.of())).isEmpty();
        assertThat(changes.isJustWritten("c", "p/a")).isTrue();
        changes.removed("c", "p/a");
        assertThat(changes.isJustWritten("c", "p/a")).isFalse();
        now[0] = now[0].plus(RecentChanges.WINDOW).plus(1, ChronoUnit.SECONDS);
        assertThat(changes.doubtful("c", "p/", Set.of("p/a", "p/b"))).isEmpty();
    }

    @Test
    void recentChangesAreBounded() {
        RecentChanges changes = new RecentChanges(() -> Instant.EPOCH);
        for (int i = 0; i < 60_000; i++) {
            changes.written("c", "n" + i);
        }
        assertThat(changes.doubtful("c", "", Set.of())).hasSizeBetween(50_000, 50_001).doesNotContain("n0").contains("n59999");
    }
}
