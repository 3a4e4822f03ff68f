package org.bactrian.pgp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.bcpg.ArmoredOutputStream;

/**
 * Writes one message, as spec 5.2 has it: the packets that lead to the session key, then encrypted and protected data;
 * in that compressed data; in that literal data (mode {@code b}, no time), between a one-pass signature and its
 * signature if it is signed. Not thread-safe.
 */
final class MessageOutput extends OutputStream {
    /** Old format, tag 8, to the end of what it stands in: as GnuPG writes it. */
    private static final int COMPRESSED_HEADER = 0xA3;

    /** How a message looks, whatever its contents; the same for all of a run. */
    record Form(Compression compression, int level, boolean armored, String fileName) {
    }

    private final OutputStream armor;
    private final OutputStream protectedData;
    private final OutputStream compressed;
    private final OutputStream literal;
    private final MessageSignature signature;
    private final OutputStream signed;
    private boolean closed;

    /**
     * @param out        takes the message; stays open
     * @param keyPackets what leads to the session key
     * @param prefix     random bytes, as many as a block has
     * @param signature  null if it is not to be signed
     */
    MessageOutput(OutputStream out, byte[] keyPackets, SessionKey key, byte[] prefix, Form form,
            MessageSignature signature) throws IOException {
        this.signature = signature;
        signed = signature == null ? OutputStream.nullOutputStream() : signature.contents();
        armor = form.armored() ? new ArmoredOutputStream(new OpenEnded(out)) : new OpenEnded(out);
        armor.write(keyPackets);
        protectedData = new ProtectedOutput(new PartialOutput(armor, Packet.ENCRYPTED_PROTECTED), key, prefix);
        if (form.compression() == Compression.NONE) {
            compressed = new OpenEnded(protectedData);
        } else {
            protectedData.write(new byte[] {(byte) COMPRESSED_HEADER, (byte) form.compression().id()});
            compressed = form.compression().compress(protectedData, form.level());
        }
        if (signature != null) {
            compressed.write(signature.onePass());
        }
        literal = new PartialOutput(compressed, Packet.LITERAL);
        writeLiteralHeader(form.fileName().getBytes(StandardCharsets.UTF_8));
    }

    /** Mode, name with its length, four bytes of time. */
    private void writeLiteralHeader(byte[] name) throws IOException {
        literal.write('b');
        literal.write(name.length);
        literal.write(name);
        literal.write(new byte[4]);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        literal.write(bytes, offset, count);
        signed.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            literal.close();
            if (signature != null) {
                compressed.write(signature.packet());
            }
            compressed.close();
            protectedData.close();
            armor.close();
        }
    }
}
