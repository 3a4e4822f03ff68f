package org.bactrian.seal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * Tells damage from trouble with reading: a decoder and its source both throw IOException, but only what the decoder finds
 * wrong with the bytes is the object's fault. That becomes SEAL_FAILED with the object's name; what the source throws passes.
 */
public final class DamageNamed extends FilterInputStream {
    /** Makes a decoding stream over sealed bytes; it closes its source. */
    @FunctionalInterface
    public interface Decoder {
        /** @param source the sealed bytes */
        InputStream decode(InputStream source) throws IOException;
    }

    /** Remembers the failure it raised itself. */
    private static final class Source extends FilterInputStream {
        private IOException failure;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            try {
                return in.read(bytes, offset, count);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }

    private final Source source;
    private final String name;
    private final String form;

    private DamageNamed(InputStream decoded, Source source, String name, String form) {
        super(decoded);
        this.source = source;
        this.name = name;
        this.form = form;
    }

    /**
     * Opens a sealed object with a decoder.
     *
     * @param form what the object ought to be, for the message: "gzip"
     * @return the decoded bytes; raises SEAL_FAILED where the decoder says the bytes are wrong
     */
    public static InputStream open(SealedInput sealed, String form, Decoder decoder) throws IOException {
        Source source = new Source(sealed.openStream());
        try {
            return new DamageNamed(decoder.decode(source), source, sealed.name(), form);
        } catch (IOException e) {
            source.close();
            throw judge(e, source, sealed.name(), form);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        try {
            return in.read(bytes, offset, count);
        } catch (IOException e) {
            throw judge(e, source, name, form);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        try {
            return in.skip(count);
        } catch (IOException e) {
            throw judge(e, source, name, form);
        }
    }

    private static IOException judge(IOException e, Source source, String name, String form) {
        if (e == source.failure) {
            return e;
        }
        throw new BactrianException(ErrorKind.SEAL_FAILED, name + ": damaged " + form + ": " + e.getMessage(),
                "fetch the object again; if that does not help, it was damaged on the store", e);
    }
}
