package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

/** Each option of the program has a test of what it does, beside that of what it is read as ({@link OptionTableTest}). */
class EffectsTest {
    private static final Set<Class<?>> TESTS = Set.of(BackupEffectsTest.class, NameEffectsTest.class, ReadEffectsTest.class,
            RunEffectsTest.class, SelectionEffectsTest.class, StoreEffectsTest.class);

    /** Options whose effect needs what these tests have not, and the tests that have it. */
    private static final Map<String, String> ELSEWHERE = new TreeMap<>(Map.ofEntries(
            Map.entry("--help", "HelpTest"), Map.entry("--version", "HelpTest"),
            Map.entry("--routes", "LauncherTest, on an installation"),
            Map.entry("--numeric-owner", "RestoreOptionsTest; owners are root's to set"),
            Map.entry("--kernel-file-systems", "SelectionTest, with a /proc of its own"),
            Map.entry("--exclude-device-files", "SelectionTest; devices are root's to make"),
            Map.entry("--exclude-other-filesystems", "SelectionTest; mounts are root's to make"),
            Map.entry("--asynchronous-upload", "nowhere: it is always so"),
            Map.entry("--limit-upload", "ThrottleTest"), Map.entry("--lock-wait", "LeaseTest"), Map.entry("--no-lease", "LeaseTest"),
            Map.entry("--jobs", "ServiceCommandsTest"),
            Map.entry("--size", "BenchmarkRouteTest"),
            Map.entry("--encrypt-key", "SealOptionsTest"), Map.entry("--hidden-encrypt-key", "SealOptionsTest"),
            Map.entry("--encrypt-sign-key", "SealOptionsTest"), Map.entry("--sign-key", "SignedStoreTest"),
            Map.entry("--use-agent", "KeyModesInteropIT, with an agent"), Map.entry("--gpg-binary", "SealOptionsTest"),
            Map.entry("--gpg-options", "SealOptionsTest"), Map.entry("--key-file", "SignedStoreTest"),
            Map.entry("--gnupg-home", "SealOptionsTest"), Map.entry("--allow-unprotected", "SealOptionsTest"),
            Map.entry("--seal-archive-dir", "SealedArchiveTest")));

    @Test
    void everyOptionHasATestOfItsEffect() {
        Set<String> tried = new TreeSet<>(ELSEWHERE.keySet());
        TESTS.stream().flatMap(test -> Stream.of(test.getDeclaredMethods())).map(EffectsTest::options).forEach(tried::addAll);
        Set<String> untried = new TreeSet<>();
        for (OptionSpec option : new Model().spec().options()) {
            if (Stream.of(option.names()).noneMatch(tried::contains)) {
                untried.add(option.longestName());
            }
        }
        assertThat(untried).isEmpty();
        assertThat(new Model().spec().optionsMap().keySet()).containsAll(tried);
    }

    private static Set<String> options(Method test) {
        EffectOf effect = test.getAnnotation(EffectOf.class);
        return effect == null ? Set.of() : Set.of(effect.value());
    }
}
