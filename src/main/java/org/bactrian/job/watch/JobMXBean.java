package org.bactrian.job.watch;


/** A job by JMX: {@code org.bactrian:type=Job,name=NAME}. Times are ISO 8601, empty for never. */
public interface JobMXBean {
    /** IDLE, QUEUED, RUNNING or SUSPENDED. */
    String getState();

    /** The task that runs; empty if none does. */
    String getRunningTask();

    /** When the last good backup ended. */
    String getLastSuccess();

    /** Seconds since then; -1 if there was none. */
    long getLastSuccessAgeSeconds();

    /** How the last backup ended: success, warning, failure, cancelled; empty if there was none. */
    String getLastOutcome();

    /** What went wrong in the last run of any task; empty if nothing did. */
    String getLastError();

    /** When the next backup is due by the schedule. */
    String getNextRun();

    /** Bytes of the source that the last backup read. */
    long getBytesRead();

    /** Bytes that it stored. */
    long getBytesStored();

    /** Entries that it found. */
    long getFiles();

    /** Sets of the newest chain. */
    int getChainLength();

    /** When the last good verification ended. */
    String getLastVerification();

    /** Lines up a backup. @return false if one waits or runs already */
    boolean backup();

    /** Lines up a full backup. @return false if one waits or runs already */
    boolean full();

    /** Lines up a verification. @return false if one waits or runs already */
    boolean verify();

    /**
     * Lines up a restore from the first target.
     *
     * @param path   relative to the source; empty for all of it
     * @param time   as the command line's {@code --time}; empty for the newest
     * @param target an absolute path of what is to be made
     * @return false if one waits or runs already
     */
    boolean restore(String path, String time, String target);

    /** Lets the schedule pass the job over. */
    void suspend();

    /** Ends that. */
    void resume();

    /** Ends what runs, and forgets what waits. @return whether there was something */
    boolean cancel();
}
