package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** The help and the version. */
class HelpTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void theOverviewNamesEveryCommand(String word) {
        Session session = new Session(folder);
        assertThat(session.run(word)).isZero();
        for (Command command : Command.values()) {
            assertThat(session.out).contains("  " + command.word()).contains(command.purpose());
        }
        assertThat(session.err).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Command.class)
    @EffectOf("--help")
    void eachCommandHasItsHelpAndAnExampleThatIsRight(Command command) {
        Session session = new Session(folder);
        assertThat(session.run(command.word(), "--help")).isZero();
        assertThat(session.out).contains("bactrian " + command.word() + " [OPTIONS] " + command.shape().synopsis())
                .endsWith("Example:\n  " + command.example() + "\n");
        String help = session.out;
        assertThat(session.run("help", command.word())).isZero();
        assertThat(session.out).isEqualTo(help);
        CommandLineReader reader = new CommandLineReader(command.example().replaceFirst("^bactrian ", "").replace("'", "").split(" "));
        assertThat(reader.invocation().command()).isEqualTo(command);
        assertThat(reader.invocation().notes()).isEmpty();
    }

    @Test
    void everyOptionIsInTheHelpOfSomeCommand() {
        Session session = new Session(folder);
        StringBuilder all = new StringBuilder();
        for (Command command : Command.values()) {
            session.run(command.word(), "-h");
            all.append(session.out);
        }
        TreeSet<String> missing = new TreeSet<>();
        for (OptionSpec option : new Model().spec().options()) {
            if (!option.hidden() && !all.toString().contains(option.longestName())) {
                missing.add(option.longestName());
            }
        }
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    @EffectOf("--version")
    void theVersion(String option) {
        Session session = new Session(folder);
        assertThat(session.run(option)).isZero();
        assertThat(session.out).startsWith("bactrian ").hasLineCount(1);
    }
}
