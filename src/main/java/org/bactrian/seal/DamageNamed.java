package org.bactrian.seal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * Tells damage from trouble with reading: a decoder and its source both throw IOException, but only what the decoder
 * finds wrong with the bytes is the object's fault. That becomes SEAL_FAILED with the object's name; what the source
 * throws passes. Not thread-safe.
 */
public final class DamageNamed extends FilterInputStream {
    /** Makes something out of sealed bytes. */
    @FunctionalInterface
    public interface Decoder<T> {
        /** @param source the sealed bytes */
        T decode(InputStream source) throws IOException;
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

    /** Whose fault an exception is. */
    private record Judge(Source source, String name, String form) {
        IOException judge(Exception e) {
            if (e instanceof BactrianException named) {
                throw named;
            }
            if (e == source.failure) {
                return source.failure;
            }
            throw new BactrianException(ErrorKind.SEAL_FAILED, name + ": cannot be read as " + form + ": "
                    + e.getMessage(),
                    "fetch the object again; if that does not help, it was damaged on the store", e);
        }
    }

    private final Judge judge;

    private DamageNamed(InputStream decoded, Judge judge) {
        super(decoded);
        this.judge = judge;
    }

    /**
     * Opens a sealed object with a decoder.
     *
     * @param form    what the object ought to be, for the message: "gzip"
     * @param decoder gives a stream that closes its source
     * @return the decoded bytes; raises SEAL_FAILED where the decoder says the bytes are wrong
     */
    public static InputStream open(SealedInput sealed, String form, Decoder<? extends InputStream> decoder)
            throws IOException {
        Source source = new Source(sealed.openStream());
        Judge judge = new Judge(source, sealed.name(), form);
        try {
            return new DamageNamed(decoder.decode(source), judge);
        } catch (IOException | RuntimeException e) {
            source.close();
            throw judge.judge(e);
        }
    }

    /**
     * Reads a sealed object once, from its beginning as far as the decoder likes, and closes it; errors as with
     * {@link #open}.
     */
    public static <T> T read(SealedInput sealed, String form, Decoder<T> decoder) throws IOException {
        try (Source source = new Source(sealed.openStream())) {
            try {
                return decoder.decode(source);
            } catch (IOException | RuntimeException e) {
                throw new Judge(source, sealed.name(), form).judge(e);
            }
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
        } catch (IOException | RuntimeException e) {
            throw judge.judge(e);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        try {
            return in.skip(count);
        } catch (IOException | RuntimeException e) {
            throw judge.judge(e);
        }
    }
}
