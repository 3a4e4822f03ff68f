package org.bactrian.log;

/**
 * What a run says while it works, for people and for the machine log alike (spec 12.3). Every package says things here
 * and nowhere else; who listens decides what is shown. Implementations are thread-safe.
 */
@FunctionalInterface
public interface RunLog {
    /** Says nothing to anybody. */
    RunLog SILENT = (level, code, extra, text) -> { };

    /**
     * Takes one message.
     *
     * @param level how much it matters
     * @param code  the machine log's number for this kind of message
     * @param extra the machine log's further words for it; empty if there are none
     * @param text  what a person reads; may have several lines, has no line end
     */
    void say(Level level, Code code, String extra, String text);

    /**
     * What the user asked for (status, listing, statistics): shown whatever the verbosity. With {@code --json} a text that is
     * JSON, one object or several, is passed on as such.
     */
    default void result(Level level, Code code, String extra, String text) {
        say(level, code, extra, text);
    }

    /** Whether messages of a level go anywhere: where there are many, it saves putting them together for nobody. */
    default boolean takes(Level level) {
        return true;
    }

    /** Whether results are wanted as JSON, where there is such a form of them. */
    default boolean isJson() {
        return false;
    }

    /** An ordinary result or step. */
    default void notice(String text) {
        say(Level.NOTICE, Code.GENERIC, "", text);
    }

    /** A detail. */
    default void info(String text) {
        say(Level.INFO, Code.GENERIC, "", text);
    }

    /** Something a programmer asks for. */
    default void debug(String text) {
        say(Level.DEBUG, Code.GENERIC, "", text);
    }

    /** Something the user should know though the run goes on. */
    default void warning(String text) {
        say(Level.WARNING, Code.GENERIC, "", text);
    }
}
