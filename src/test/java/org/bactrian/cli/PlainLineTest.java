package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way of reading a command line says the same as picocli's, or nothing. */
class PlainLineTest {
    @Test
    void withoutOptionsBothHaveTheSameDefaults() {
        assertSame("collection-status", "file:///b");
    }

    @ParameterizedTest
    @EnumSource(PlainOption.class)
    void anOptionMeansTheSameBothWays(PlainOption option) {
        if (option == PlainOption.COMPRESS_LEVEL) {
            assertSame("full", option.word(), "fast", "/a", "file:///b");
            assertSame("full", option.word() + "=9", "/a", "file:///b");
            assertThat(PlainLine.of(new String[] {"full", option.word(), "10", "/a", "file:///b"})).isEmpty();
            assertThat(PlainLine.of(new String[] {"full", option.word() + "=", "/a", "file:///b"})).isEmpty();
        } else if (option.takesValue()) {
            assertSame("full", option.word(), "a value", "/a", "file:///b");
            assertSame("full", option.word() + "=a=b", "/a", "file:///b");
            assertSame("full", option.word() + "=", "/a", "file:///b");
            assertThat(PlainLine.of(new String[] {"full", option.word(), "--force", "/a", "file:///b"})).isEmpty();
        } else {
            assertSame("full", option.word(), "/a", "file:///b");
        }
    }

    @Property(tries = 100)
    void anyLineOfThemMeansTheSameBothWays(@ForAll("lines") List<String> line) {
        String[] args = line.toArray(String[]::new);
        if (PlainLine.of(args).isPresent()) {
            assertSame(args);
        }
    }

    @Provide
    Arbitrary<List<String>> lines() {
        List<String> words = new ArrayList<>(List.of("file:///b", "-", "a", "x=y"));
        for (PlainOption option : PlainOption.values()) {
            words.add(option.word());
            words.add(option.word() + "=v");
        }
        return Arbitraries.of(words).list().ofMaxSize(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--archive", "-v5", "--json=1", "--name", "--", "-h", "--help", "help", "--volsize=5", "--config-file=x", "--nonsense"})
    void allElseIsLeftToPicocli(String word) {
        assertThat(PlainLine.of(new String[] {"collection-status", "file:///b", word})).isEmpty();
    }

    @Test
    void whatMeansNothingToACommandIsNamed() {
        PlainLine line = PlainLine.of(new String[] {"validate-target", "file:///b", "--json", "--name", "n", "--no-encryption"}).orElseThrow();
        assertThat(line.strangeTo(Command.VALIDATE_TARGET)).containsExactly("--name", "--no-encryption")
                .isEqualTo(new ModelledLine(new String[] {"validate-target", "file:///b", "--json", "--name", "n", "--no-encryption"})
                        .strangeTo(Command.VALIDATE_TARGET));
    }

    private static void assertSame(String... args) {
        Optional<PlainLine> plain = PlainLine.of(args);
        ModelledLine modelled = new ModelledLine(args);
        assertThat(plain).isPresent();
        assertThat(plain.get().words()).isEqualTo(modelled.words());
        assertThat(plain.get().options()).usingRecursiveComparison().isEqualTo(modelled.options());
        for (Command command : Command.values()) {
            assertThat(plain.get().strangeTo(command)).isEqualTo(modelled.strangeTo(command));
        }
    }
}
