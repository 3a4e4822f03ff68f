package org.bactrian.cli.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.RunLog;
import org.junit.jupiter.api.Test;

/** Spec 5.3, against a terminal that answers from a list. */
class SecretsTest {
    private final Map<String, String> environment = new HashMap<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> shown = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private boolean there = true;

    private final Terminal terminal = new Terminal() {
        @Override
        public boolean isThere() {
            return there;
        }

        @Override
        public char[] readSecret(String prompt) {
            shown.add(prompt);
            return answers.isEmpty() ? null : answers.poll().toCharArray();
        }

        @Override
        public void show(String line) {
            shown.add(line);
        }
    };

    private Secrets secrets(boolean oneKeyForBoth) {
        RunLog log = (level, code, extra, text) -> said.add(text);
        return new Secrets(environment, terminal, log, oneKeyForBoth);
    }

    @Test
    void theEnvironmentIsAskedFirst() {
        environment.put("PASSPHRASE", "p");
        environment.put("SIGN_PASSPHRASE", "s");
        Secrets secrets = secrets(false);
        assertThat(secrets.passphrase(true, true)).containsExactly('p');
        assertThat(secrets.signing()).containsExactly('s');
        assertThat(shown).isEmpty();
    }

    @Test
    void setButEmptyCountsAsSet() {
        environment.put("PASSPHRASE", "");
        assertThat(secrets(false).passphrase(true, true)).isEmpty();
        assertThat(shown).isEmpty();
    }

    @Test
    void askedOnceAndTypedTwiceWhereSomethingNewIsSealed() {
        answers.addAll(List.of("ok", "ok"));
        Secrets secrets = secrets(false);
        assertThat(secrets.passphrase(true, true)).containsExactly('o', 'k');
        assertThat(secrets.passphrase(true, true)).containsExactly('o', 'k');
        assertThat(shown).containsExactly("GnuPG passphrase for decryption: ", "Retype passphrase for decryption to confirm: ");
    }

    @Test
    void mismatchAndEmptyBeginAgainInDuplicitysWords() {
        answers.addAll(List.of("a", "b", "", "ok", "ok"));
        assertThat(secrets(false).passphrase(true, true)).containsExactly('o', 'k');
        assertThat(shown).containsExactly(
                "GnuPG passphrase for decryption: ", "Retype passphrase for decryption to confirm: ",
                "First and second passphrases do not match!  Please try again.",
                "GnuPG passphrase for decryption: ",
                "Cannot use empty passphrase with symmetric encryption!  Please try again.",
                "GnuPG passphrase for decryption: ", "Retype passphrase for decryption to confirm: ");
    }

    @Test
    void readingAsksOnceAndRefusesEmpty() {
        answers.addAll(List.of("", "x"));
        assertThat(secrets(false).passphrase(true, false)).containsExactly('x');
        assertThat(shown).containsExactly("GnuPG passphrase for decryption: ",
                "Cannot use empty passphrase with symmetric encryption!  Please try again.", "GnuPG passphrase for decryption: ");
    }

    @Test
    void aKeysPassphraseMayBeEmpty() {
        answers.addAll(List.of("", ""));
        Secrets secrets = secrets(false);
        assertThat(secrets.passphrase(false, false)).isEmpty();
        assertThat(secrets.signing()).isEmpty();
        assertThat(shown).containsExactly("GnuPG passphrase for decryption: ", "GnuPG passphrase for signing key: ");
    }

    @Test
    void oneKeyForBothNeedsOnePassphrase() {
        environment.put("PASSPHRASE", "p");
        assertThat(secrets(true).signing()).containsExactly('p');
        assertThat(said).containsExactly("Reuse configured PASSPHRASE as SIGN_PASSPHRASE");
        environment.clear();
        environment.put("SIGN_PASSPHRASE", "s");
        assertThat(secrets(true).passphrase(false, false)).containsExactly('s');
        environment.clear();
        answers.add("typed");
        Secrets secrets = secrets(true);
        assertThat(secrets.signing()).isEqualTo(secrets.passphrase(false, false));
        assertThat(shown).containsExactly("GnuPG passphrase for signing key: ");
    }

    @Test
    void otherwiseNeitherStandsInForTheOther() {
        environment.put("PASSPHRASE", "p");
        there = false;
        assertFails(() -> secrets(false).signing(), "SIGN_PASSPHRASE");
    }

    @Test
    void withoutATerminalTheVariableIsNamed() {
        there = false;
        assertFails(() -> secrets(false).passphrase(true, true), "PASSPHRASE");
        assertThat(shown).isEmpty();
    }

    @Test
    void theEndOfTheInputIsAnError() {
        answers.add("once");
        assertFails(() -> secrets(false).passphrase(true, true), "PASSPHRASE");
    }

    @Test
    void closingWipesWhatWasHandedOut() {
        environment.put("PASSPHRASE", "secret");
        Secrets secrets = secrets(false);
        char[] given = secrets.passphrase(true, true);
        secrets.close();
        assertThat(given).containsOnly('\0');
        assertThat(secrets.toString()).doesNotContain("secret ").isEqualTo("secrets");
    }

    private static void assertFails(Runnable action, String variable) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(BactrianException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.USER_ERROR);
            assertThat(e.guidance()).contains(" " + variable + ".");
        });
    }
}
