package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.request.TargetOptions;
import org.junit.jupiter.api.Test;

/** Rules are found to be wrong before a store or a user is asked for anything. */
class SelectionCheckTest {
    @Test
    void aPatternThatMatchesNothingIsFound() {
        assertThatThrownBy(() -> check("--exclude", "/elsewhere")).isInstanceOf(BactrianException.class)
                .extracting("kind").isEqualTo(ErrorKind.SELECTION_PREFIX);
        assertThatThrownBy(() -> check("--include", "**")).isInstanceOf(BactrianException.class)
                .extracting("kind").isEqualTo(ErrorKind.SELECTION_REDUNDANT);
        assertThatCode(() -> check("--exclude", "**")).doesNotThrowAnyException();
    }

    @Test
    void whatComesByStandardInputIsNotGuessed() {
        assertThatCode(() -> check("--include", "**", "--exclude-filelist-stdin", "")).doesNotThrowAnyException();
        assertThatThrownBy(() -> check("--include-regexp", "(", "--exclude-filelist-stdin", "")).isInstanceOf(BactrianException.class)
                .extracting("kind").isEqualTo(ErrorKind.SELECTION_PATTERN);
    }

    private static void check(String... optionsAndArguments) {
        List<SelectionOptions.Rule> rules = Stream.iterate(0, i -> i < optionsAndArguments.length, i -> i + 2)
                .map(i -> new SelectionOptions.Rule(optionsAndArguments[i], optionsAndArguments[i + 1])).toList();
        SelectionOptions options = new SelectionOptions(rules, false, false, false);
        SelectionCheck.check(new BackupRequest(TargetOptions.of("swift://container"), BackupRequest.Mode.AUTO, "src", options,
                BackupRequest.ContentOptions.DEFAULT, BackupRequest.ChainOptions.DEFAULT, true), Clock.systemUTC(), "backup");
    }
}
