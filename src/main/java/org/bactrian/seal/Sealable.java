package org.bactrian.seal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongSupplier;

/**
 * A body that is produced while it is sealed, so that it never exists in the clear as a whole, neither in memory nor
 * on disk. The body of a volume's exchange is one: Camel does not know how to cache it, and so cannot spool it unsealed.
 */
@FunctionalInterface
public interface Sealable {
    /**
     * Writes the whole body once; a second call is an error.
     *
     * @param plain        takes the clear bytes; not to be closed here
     * @param sealedLength how many sealed bytes have come out so far. It lags behind what was written by what the
     *                     compressor and cipher hold back; a volume uses it to know when it is full
     * @throws IOException if {@code plain} fails
     */
    void writeTo(OutputStream plain, LongSupplier sealedLength) throws IOException;
}
