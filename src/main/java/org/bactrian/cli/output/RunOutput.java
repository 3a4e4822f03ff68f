package org.bactrian.cli.output;

import org.bactrian.error.BactrianException;
import org.bactrian.log.RunLog;

/** One place where a run's words go, from the first line to the last. Thread-safe. */
public interface RunOutput extends RunLog, AutoCloseable {
    /**
     * Takes why the run ends without success.
     *
     * @param failure  what went wrong
     * @param exitCode of the process; not always the failure's own, for a signal has its own
     */
    void failed(BactrianException failure, int exitCode);

    /** Takes how the run ended; called once, last. */
    void finished(Summary summary);

    /** Passes on what is held back and lets go of files. Never fails. */
    @Override
    void close();
}
