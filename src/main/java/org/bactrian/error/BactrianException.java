package org.bactrian.error;

import java.util.Objects;

/**
 * The one exception family of this program: a {@link ErrorKind kind} (which gives the exit code and says
 * whether a retry can help), one line that names the file, option or object, and one line that says what to do.
 * Never carries a secret. Everything that can go wrong for reasons outside the program ends as one of these;
 * any other exception that reaches the user is a fault of the program.
 */
public class BactrianException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final String guidance;
    private final boolean retryable;

    /**
     * @param kind     what went wrong
     * @param message  one line that names the thing
     * @param guidance one line that says what to do about it; empty if there is nothing to say
     */
    public BactrianException(ErrorKind kind, String message, String guidance) {
        this(kind, message, guidance, null);
    }

    /** As the other constructor, with the exception that caused this one (may be null). */
    public BactrianException(ErrorKind kind, String message, String guidance, Throwable cause) {
        this(kind, message, guidance, kind.retryable(), cause);
    }

    /** As the others, for a place that knows better than the kind whether a retry can help. */
    public BactrianException(ErrorKind kind, String message, String guidance, boolean retryable, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.guidance = Objects.requireNonNull(guidance, "guidance");
        this.retryable = retryable;
    }

    /** What went wrong. */
    public ErrorKind kind() {
        return kind;
    }

    /** One line that says what to do; may be empty. */
    public String guidance() {
        return guidance;
    }

    /** The exit code of a process that ends for this reason. */
    public int exitCode() {
        return kind.exitCode();
    }

    /** Whether the same attempt may succeed later; the routes' error handling asks this before it redelivers. */
    public boolean isRetryable() {
        return retryable;
    }
}
