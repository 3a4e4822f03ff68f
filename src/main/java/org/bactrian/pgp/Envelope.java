package org.bactrian.pgp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A message read up to its encrypted data: what leads to the session key, and the data's packet, yet to be read.
 *
 * @param passphrases the packets for passphrases
 * @param recipients  the packets for keys
 * @param data        the packet with the encrypted data
 * @param rest        what follows it
 */
record Envelope(List<PassphrasePacket> passphrases, List<RecipientPacket> recipients, Packet data, PacketReader rest) {
    /** Each costs a derivation of up to 0.2 s. */
    private static final int MOST_PASSPHRASES = 16;
    private static final int MOST_PACKETS = 1000;

    /** Reads from the first byte of a message, armored or not. */
    static Envelope read(InputStream source) throws IOException {
        PacketReader packets = new PacketReader(Armor.removed(source));
        List<PassphrasePacket> passphrases = new ArrayList<>();
        List<RecipientPacket> recipients = new ArrayList<>();
        for (int count = 0; count < MOST_PACKETS; count++) {
            Packet packet = packets.next();
            if (packet == null) {
                throw new EOFException(count == 0 ? "it is empty" : "it has no data");
            }
            switch (packet.tag()) {
                case Packet.PASSPHRASE_SESSION_KEY -> passphrases.add(PassphrasePacket.read(packet));
                case Packet.PUBLIC_KEY_SESSION_KEY -> recipients.add(RecipientPacket.read(packet));
                case Packet.ENCRYPTED_PROTECTED, Packet.ENCRYPTED_UNPROTECTED, Packet.ENCRYPTED_AEAD -> {
                    return new Envelope(passphrases, recipients, packet, packets);
                }
                case Packet.MARKER, Packet.PADDING -> { }
                default -> throw new PgpFormatException("it is not encrypted (packet with tag " + packet.tag() + ")");
            }
            if (passphrases.size() > MOST_PASSPHRASES) {
                break;
            }
        }
        throw new PgpFormatException("it has too many packets before its data");
    }

    /** The data, in the form that its packet says. */
    EncryptedData encryptedData() throws IOException {
        if (data.tag() == Packet.ENCRYPTED_UNPROTECTED) {
            return new UnprotectedData(data.body());
        }
        int version = data.body().read();
        if (version == 1) {
            return data.tag() == Packet.ENCRYPTED_AEAD ? new AeadData(data.tag(), data.body())
                    : new ProtectedData(data.body());
        }
        if (version == 2 && data.tag() == Packet.ENCRYPTED_PROTECTED) {
            return new AeadData(data.tag(), data.body());
        }
        throw new PgpFormatException("its data are protected in an unknown way (version " + version + ")");
    }
}
