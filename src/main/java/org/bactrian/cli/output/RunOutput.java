package org.bactrian.cli.output;

import org.bactrian.error.BactrianException;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
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

    /** Takes how far the run is, every few seconds. */
    default void progress(ProgressText progress) {
        say(Level.NOTICE, Code.UPLOAD_PROGRESS, progress.record(), progress.line());
    }

    /** Takes what the run is at, because somebody has asked: shown whatever the verbosity. */
    default void state(RunState state) {
        if (state.progress() == null) {
            result(Level.NOTICE, Code.GENERIC, "", state.text());
        } else {
            result(Level.NOTICE, Code.UPLOAD_PROGRESS, state.progress().record(), state.text());
        }
    }

    /** Takes how the run ended; called once, last. */
    void finished(Summary summary);

    /** Passes on what is held back and lets go of files. Never fails. */
    @Override
    void close();
}
