package org.bactrian.posix;

import com.sun.jna.LastErrorException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The terminal that standard output is. Thread-safe. */
public final class Screen {
    /** Asks a terminal for its size ({@code asm-generic/ioctls.h}; ioctl_tty(2)). */
    private static final long TIOCGWINSZ = 0x5413;
    private static final int STANDARD_OUTPUT = 1;
    /** {@code struct winsize}: rows, columns, and two that nobody fills in; 2 bytes each. */
    private static final int WINSIZE = 8;
    private static final int COLUMNS_AT = 2;
    private static final int USUAL = 80;

    private Screen() {
    }

    /** How many columns it has now; 80 if it does not say. */
    public static int columns() {
        ByteBuffer size = ByteBuffer.allocateDirect(WINSIZE).order(ByteOrder.nativeOrder());
        try {
            Posix.ioctl(STANDARD_OUTPUT, TIOCGWINSZ, size);
        } catch (LastErrorException e) {
            return USUAL;
        }
        int columns = Short.toUnsignedInt(size.getShort(COLUMNS_AT));
        return columns == 0 ? USUAL : columns;
    }
}
