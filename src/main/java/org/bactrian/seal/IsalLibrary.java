package org.bactrian.seal;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.util.function.BooleanSupplier;

/** ISA-L (Debian: {@code libisal2}) where the system has it, through JNA, which works from Java 17 on, costs a microsecond a call and is here anyway. */
final class IsalLibrary {
    /** The version whose structures {@link IsalDeflater} and {@link IsalInflater} know. */
    static final String NAME = "libisal.so.2";
    /** Three times the longer of the structures, should a later version of the library have longer ones. */
    static final int STRUCTURE_BYTES = 256 * 1024;

    private IsalLibrary() {
    }

    /**
     * Binds native methods to the library.
     *
     * @param methods   the class that declares them
     * @param givesBack tries them; a backup is no place to find out that a library does not fit
     * @return false if it is not there, or does not fit: then nothing may use them
     */
    static boolean isThere(Class<?> methods, BooleanSupplier givesBack) {
        try {
            if (Native.POINTER_SIZE != Long.BYTES) {
                return false; // the structures are others
            }
            Native.register(methods, NAME);
            return givesBack.getAsBoolean();
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            return false;
        }
    }

    /** Bytes to try it with: they become smaller, by repetitions and by their frequencies. */
    static byte[] sample(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * i >>> 7 & 0x3f);
        }
        return bytes;
    }

    /** Memory of at least so many bytes: this, or new, and this is freed. */
    static Memory atLeast(Memory memory, int bytes) {
        if (memory.size() >= bytes) {
            return memory;
        }
        memory.close();
        return new Memory(bytes);
    }
}
