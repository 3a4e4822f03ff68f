package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class SwiftPathTest {
    @Property(tries = 500, seed = "20261123")
    void everyNameSurvivesTheRequestLine(@ForAll @StringLength(min = 1, max = 40) String name) {
        String clean = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8); // no lone surrogates
        URI uri = URI.create("http://h/v1/a" + SwiftPath.of("c", clean) + SwiftPath.query(Map.of("prefix", clean)));
        assertThat(uri.getRawPath()).startsWith("/v1/a/c/").matches("[A-Za-z0-9/._~%-]*");
        assertThat(URLDecoder.decode(uri.getRawPath().substring("/v1/a/c/".length()), StandardCharsets.UTF_8)).isEqualTo(clean);
        assertThat(URLDecoder.decode(uri.getRawQuery().substring("prefix=".length()), StandardCharsets.UTF_8)).isEqualTo(clean);
    }
}
