package org.bactrian.pgp;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.openpgp.PGPSignature;

/** What a message decrypts to: literal data, compressed or not, signed or not. Not thread-safe. */
final class Content implements Closeable {
    private static final int BUFFER = 64 * 1024;
    /** GnuPG writes one layer of compression; nobody needs more than two. */
    private static final int DEEPEST = 3;
    private static final int MOST_PACKETS = 100;
    private static final int MOST_SIGNATURE = 32 * 1024;
    private static final int LITERAL_TIME = 4;

    private final List<PGPSignature> signatures = new ArrayList<>();
    private final Set<Integer> hashes = new TreeSet<>();
    private boolean text;
    private final InputStream clear;
    private InputStream layer;
    private PacketReader packets;
    private InputStream literal;

    /**
     * Reads up to the literal data.
     *
     * @param clear the decrypted packets; closed with this object, unless this raises an error
     */
    Content(InputStream clear) throws IOException {
        this.clear = clear;
        layer = new BufferedInputStream(clear, BUFFER);
        packets = new PacketReader(layer);
        int depth = 0;
        for (int count = 0; literal == null; count++) {
            Packet packet = next(count);
            if (packet == null) {
                throw new EOFException("it has no literal data");
            }
            switch (packet.tag()) {
                case Packet.LITERAL -> literal = afterHeader(packet);
                case Packet.COMPRESSED -> {
                    if (++depth > DEEPEST) {
                        throw new PgpFormatException("its data are compressed again and again");
                    }
                    layer = new BufferedInputStream(decompressed(packet), BUFFER);
                    packets = new PacketReader(layer);
                }
                case Packet.ONE_PASS_SIGNATURE -> announce(packet.readAll(MOST_SIGNATURE));
                case Packet.SIGNATURE -> addSignature(packet);
                case Packet.MARKER, Packet.PADDING -> { }
                default -> throw unexpected(packet);
            }
        }
    }

    /** The contents themselves. */
    InputStream literal() {
        return literal;
    }

    /** The hash algorithms that the signatures are announced to use. */
    Set<Integer> hashes() {
        return hashes;
    }

    /** Whether a signature over text is announced. */
    boolean isText() {
        return text;
    }

    /** All signatures, after the literal data were read to their end. */
    List<PGPSignature> signatures() throws IOException {
        Packet packet;
        for (int count = 0; (packet = next(count)) != null; count++) {
            if (packet.tag() == Packet.SIGNATURE) {
                addSignature(packet);
            } else if (packet.tag() != Packet.MARKER && packet.tag() != Packet.PADDING) {
                throw unexpected(packet);
            }
        }
        return signatures;
    }

    @Override
    public void close() throws IOException {
        try (InputStream closing = clear) {
            layer.close();
        }
    }

    private Packet next(int count) throws IOException {
        if (count == MOST_PACKETS) {
            throw new PgpFormatException("it has too many packets in its data");
        }
        return packets.next();
    }

    /** Version, type, hash, ... (RFC 4880, 5.4). */
    private void announce(byte[] onePassSignature) throws IOException {
        if (onePassSignature.length < 4) {
            throw new EOFException("a one-pass signature is cut short");
        }
        text |= onePassSignature[1] == PGPSignature.CANONICAL_TEXT_DOCUMENT;
        hashes.add((int) onePassSignature[2]);
    }

    private void addSignature(Packet packet) throws IOException {
        PGPSignature signature = SignatureCheck.parse(packet.framed(MOST_SIGNATURE));
        signatures.add(signature);
        text |= signature.getSignatureType() == PGPSignature.CANONICAL_TEXT_DOCUMENT;
        hashes.add(signature.getHashAlgorithm());
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

    private static PgpFormatException unexpected(Packet packet) {
        return new PgpFormatException("it has an unexpected packet (tag " + packet.tag() + ") in its data");
    }
}
