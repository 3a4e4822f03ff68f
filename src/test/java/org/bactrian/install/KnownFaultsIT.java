package org.bactrian.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing is packaged in a version of which the manual knows a fault. */
class KnownFaultsIT {
    private static final Pattern ROW = Pattern.compile("^\\| ([-\\w]+) \\| ((?:CVE-[-\\d]+,? ?)+) \\| ([\\d.]+) \\|$", Pattern.MULTILINE);
    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");
    private static final Path PAGE = Path.of("src/docs/dependencies.md");

    private static Map<String, String> packaged() throws IOException {
        Map<String, String> versions = new HashMap<>();
        try (Stream<Path> jars = Files.walk(Path.of("target/bactrian/lib"))) {
            for (Path jar : jars.toList()) {
                Matcher name = JAR.matcher(jar.getFileName().toString());
                if (name.matches()) {
                    versions.put(name.group(1), name.group(2));
                }
            }
        }
        return versions;
    }

    /** As numbers, the longer one later if the shorter is its beginning. */
    private static int compare(String version, String other) {
        String[] left = version.split("[.-]");
        String[] right = other.split("[.-]");
        for (int i = 0; i < right.length; i++) {
            int number = i < left.length && left[i].matches("\\d+") ? Integer.parseInt(left[i]) : 0;
            if (number != Integer.parseInt(right[i])) {
                return Integer.compare(number, Integer.parseInt(right[i]));
            }
        }
        return 0;
    }

    @Test
    void eachIsNewerThanItsFaults() throws IOException {
        Map<String, String> packaged = packaged();
        List<MatchResult> rows = ROW.matcher(Files.readString(PAGE)).results().toList();
        assertThat(rows).hasSizeGreaterThan(10);
        for (MatchResult row : rows) {
            assertThat(packaged).as("listed, and not in the package").containsKey(row.group(1));
            String version = packaged.get(row.group(1));
            assertThat(compare(version, row.group(3))).as(row.group(1) + " " + version + " has " + row.group(2)).isNotNegative();
        }
        assertThat(packaged).doesNotContainKeys("c3p0", "mchange-commons-java", "snakeyaml", "okhttp", "okio", "json-patch");
    }

    @Test
    void exceptionsAreOfTheVersionThatIsPackaged() throws IOException {
        Map<String, String> packaged = packaged();
        List<MatchResult> rows = Pattern.compile("^\\| ([-\\w]+) ([\\d.]+) \\|", Pattern.MULTILINE).matcher(Files.readString(PAGE)).results().toList();
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(packaged).containsEntry(row.group(1), row.group(2)));
    }
}
