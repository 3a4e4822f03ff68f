package org.bactrian.embed;

import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.RunLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run says, in the log of the application ({@code org.bactrian.embed}); what it was asked to show is kept for the caller. Thread-safe. */
final class ApplicationLog implements RunLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.bactrian.embed");

    private final StringBuffer shown = new StringBuffer();

    /** All results so far, one a line; grows while the command runs. */
    CharSequence shown() {
        return shown;
    }

    @Override
    public void say(Level level, Code code, String extra, String text) {
        switch (level) {
            case ERROR -> LOG.error(text);
            case WARNING -> LOG.warn(text);
            case NOTICE -> LOG.info(text);
            default -> LOG.debug(text);
        }
    }

    @Override
    public void result(Level level, Code code, String extra, String text) {
        shown.append(text).append('\n');
    }
}
