package org.bactrian.job;

import java.util.concurrent.atomic.AtomicInteger;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.RunLog;

/** What one run says, in the service's log with the job's name before each line; counts the warnings. Thread-safe. */
final class JobLog implements RunLog {
    private final RunLog log;
    private final String prefix;
    private final AtomicInteger warnings = new AtomicInteger();

    JobLog(RunLog log, String job) {
        this.log = log;
        this.prefix = "[" + job + "] ";
    }

    /** How many warnings there were. */
    int warnings() {
        return warnings.get();
    }

    @Override
    public boolean takes(Level level) {
        return level == Level.WARNING || log.takes(level); // warnings are counted
    }

    @Override
    public void say(Level level, Code code, String extra, String text) {
        if (level == Level.WARNING) {
            warnings.incrementAndGet();
        }
        log.say(level, code, extra, prefix + text.replace("\n", "\n" + prefix));
    }
}
