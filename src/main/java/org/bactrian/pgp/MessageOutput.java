package org.bactrian.pgp;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes one message, as spec 5.2 has it: the packets that lead to the session key, then encrypted and protected data; in that compressed
 * data; in that literal data (mode {@code b}, no name, no time). Not thread-safe.
 */
final class MessageOutput extends OutputStream {
    /** Old format, tag 8, to the end of what it stands in: as GnuPG writes it. */
    private static final int COMPRESSED_HEADER = 0xA3;
    private static final byte[] LITERAL_HEADER = {'b', 0, 0, 0, 0, 0};

    private final OutputStream protectedData;
    private final OutputStream compressed;
    private final OutputStream literal;
    private boolean closed;

    /**
     * @param out        takes the message; stays open
     * @param keyPackets what leads to the session key
     * @param prefix     random bytes, as many as a block has
     */
    MessageOutput(OutputStream out, byte[] keyPackets, SessionKey key, byte[] prefix, Compression compression, int level)
            throws IOException {
        out.write(keyPackets);
        protectedData = new ProtectedOutput(new PartialOutput(out, Packet.ENCRYPTED_PROTECTED), key, prefix);
        if (compression == Compression.NONE) {
            compressed = new OpenEnded(protectedData);
        } else {
            protectedData.write(new byte[] {(byte) COMPRESSED_HEADER, (byte) compression.id()});
            compressed = compression.compress(protectedData, level);
        }
        literal = new PartialOutput(compressed, Packet.LITERAL);
        literal.write(LITERAL_HEADER);
    }

    @Override
    public void write(int b) throws IOException {
        literal.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        literal.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            literal.close();
            compressed.close();
            protectedData.close();
        }
    }
}
