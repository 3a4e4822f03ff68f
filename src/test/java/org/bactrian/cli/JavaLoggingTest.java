package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.junit.jupiter.api.Test;

class JavaLoggingTest {
    private static final String ERROR_HANDLER = "org.apache.camel.processor.errorhandler.DefaultErrorHandler";

    private final List<String> said = new ArrayList<>();
    private final JavaLogging logging = new JavaLogging((level, code, extra, text) -> said.add(level + " " + text),
            () -> this.stopping, true);
    private boolean stopping;

    @Test
    void warningsAreWarningsAndDetailsAreDetails() {
        publish("lib", Level.WARNING, "Disk {0}");
        publish("lib", Level.SEVERE, "broken");
        publish("lib", Level.INFO, "started");
        assertThat(said).containsExactly("WARNING Disk full", "WARNING broken", "DEBUG lib: started");
    }

    @Test
    void whatTheErrorHandlerSaysOfAFailureComesOutAsTheFailure() {
        publish(ERROR_HANDLER, Level.SEVERE, "Failed delivery for (MessageId: 1 on ExchangeId: 2). Exhausted after delivery attempt: 1"
                + " caught: org.bactrian.error.BactrianException: no");
        assertThat(said).isEmpty();
    }

    @Test
    void soDoesWhatElseCamelSaysOfOurExceptions() {
        LogRecord line = new LogRecord(Level.WARNING, "Error releasing exchange");
        line.setLoggerName("org.apache.camel.support.UnitOfWorkHelper");
        line.setThrown(new IllegalStateException(new BactrianException(ErrorKind.USER_ERROR, "no", "")));
        logging.publish(line);
        assertThat(said).isEmpty();
        line.setThrown(new IllegalStateException("odd"));
        logging.publish(line);
        assertThat(said).containsExactly("WARNING Error releasing exchange");
    }

    @Test
    void camelsWordsAboutCutOffWorkAreNotShownToWhoCutItOff() {
        stopping = true;
        publish("org.apache.camel.impl.engine.DefaultShutdownStrategy", Level.WARNING, "Timeout occurred during graceful shutdown.");
        assertThat(said).isEmpty();
        publish("lib", Level.WARNING, "Disk {0}");
        assertThat(said).containsExactly("WARNING Disk full");
    }

    @Test
    void aRetryIsToldInOneLine() {
        publish(ERROR_HANDLER, Level.WARNING, "Failed delivery for (MessageId: 1 on ExchangeId: 2). On delivery attempt: 0"
                + " caught: org.bactrian.error.BactrianException: Swift answers 503");
        assertThat(said).containsExactly("WARNING Attempt 1 failed: Swift answers 503");
    }

    private void publish(String logger, Level level, String text) {
        LogRecord line = new LogRecord(level, text);
        line.setLoggerName(logger);
        line.setParameters(new Object[] {"full"});
        logging.publish(line);
    }
}
