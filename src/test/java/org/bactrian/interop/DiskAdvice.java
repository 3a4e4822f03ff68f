package org.bactrian.interop;

import java.util.function.Consumer;
import net.bytebuddy.asm.Advice;

/**
 * What {@link FaultyDisk} puts at the beginning of the JDK's own methods. It is copied into them, so it may refer to nothing but what
 * they can see; whom it tells is therefore kept among the system properties, as an object.
 */
final class DiskAdvice {
    /** Under this key; a {@code Consumer<Object[]>}, which gets the method's name, the file's path and the first other argument. */
    static final String LISTENER = "bactrian.faulty-disk";

    private DiskAdvice() {
    }

    /** For methods of the file system, whose first argument is a path. */
    static final class OfPath {
        private OfPath() {
        }

        @Advice.OnMethodEnter
        @SuppressWarnings("unchecked")
        static void enter(@Advice.Origin("#m") String method, @Advice.AllArguments Object[] arguments) {
            Object listener = System.getProperties().get("bactrian.faulty-disk");
            if (listener != null) {
                ((Consumer<Object[]>) listener).accept(new Object[] {method, arguments[0], arguments.length > 1 ? arguments[1] : null});
            }
        }
    }

    /** For methods of an open file. */
    static final class OfChannel {
        private OfChannel() {
        }

        @Advice.OnMethodEnter
        @SuppressWarnings("unchecked")
        static void enter(@Advice.Origin("#m") String method, @Advice.FieldValue("path") String path,
                @Advice.AllArguments Object[] arguments) {
            Object listener = System.getProperties().get("bactrian.faulty-disk");
            if (listener != null) {
                ((Consumer<Object[]>) listener).accept(new Object[] {method, path, arguments.length > 0 ? arguments[0] : null});
            }
        }
    }
}
