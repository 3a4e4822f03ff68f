package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
