package org.bactrian.pgp;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Finds the literal data in what a message decrypts to: in a compressed packet or not, signed or not. */
final class Content {
    private static final int BUFFER = 64 * 1024;
    /** GnuPG writes one layer of compression; nobody needs more than two. */
    private static final int DEEPEST = 3;
    private static final int MOST_PACKETS = 100;
    private static final int LITERAL_TIME = 4;

    private Content() {
    }

    /** @param clear the decrypted packets */
    static InputStream literal(InputStream clear) throws IOException {
        PacketReader packets = new PacketReader(buffered(clear));
        int depth = 0;
        for (int count = 0; count < MOST_PACKETS; count++) {
            Packet packet = packets.next();
            if (packet == null) {
                throw new EOFException("it has no literal data");
            }
            switch (packet.tag()) {
                case Packet.LITERAL -> {
                    return afterHeader(packet);
                }
                case Packet.COMPRESSED -> {
                    if (++depth > DEEPEST) {
                        throw new PgpFormatException("its data are compressed again and again");
                    }
                    packets = new PacketReader(buffered(decompressed(packet)));
                }
                case Packet.ONE_PASS_SIGNATURE, Packet.SIGNATURE, Packet.MARKER, Packet.PADDING -> { }
                default -> throw new PgpFormatException("it has an unexpected packet (tag " + packet.tag() + ") in its data");
            }
        }
        throw new PgpFormatException("it has too many packets in its data");
    }

    private static InputStream afterHeader(Packet literal) throws IOException {
        DataInputStream in = literal.data();
        in.readUnsignedByte(); // mode b, t or u: line ends of text stay as they are
        in.skipNBytes(in.readUnsignedByte() + LITERAL_TIME);
        return literal.body();
    }

    private static InputStream decompressed(Packet packet) throws IOException {
        int id = packet.body().read();
        Compression compression = Compression.of(id);
        if (compression == null) {
            throw new PgpFormatException("its data are compressed in an unknown way (" + id + ")");
        }
        return compression.decompress(packet.body());
    }

    private static InputStream buffered(InputStream in) {
        return new BufferedInputStream(in, BUFFER);
    }
}
