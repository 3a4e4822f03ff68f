package org.bactrian.pgp;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;

/**
 * How a passphrase becomes a key (RFC 4880, 3.7.1).
 *
 * <pre>
 * offset size
 *  0     1   0 simple, 1 salted, 3 iterated and salted
 *  1     1   hash algorithm
 *  2     8   salt (1 and 3)
 * 10     1   coded count (3): (16 + c &amp; 15) &lt;&lt; (c &gt;&gt; 4) + 6 bytes are hashed
 * </pre>
 *
 * @param mode  0, 1 or 3
 * @param hash  number of the hash algorithm
 * @param salt  8 bytes as a number; 0 in mode 0
 * @param coded the coded count; 0 in other modes
 */
record S2k(int mode, int hash, long salt, int coded) {
    /** As GnuPG 2.4 writes it: 65 011 712 bytes through SHA-512. */
    static final int SHA_512 = 10;
    static final int COUNT_65011712 = 0xFF;
    private static final int SIMPLE = 0;
    private static final int SALTED = 1;
    private static final int ITERATED = 3;
    /** RFC 9580, 3.7.1.4; GnuPG knows it neither to write nor to read. */
    private static final int ARGON2 = 4;
    private static final int CHUNK = CipherAlgorithm.PIECE;
    private static final Map<Integer, String> HASHES = Map.of(1, "MD5", 2, "SHA-1", 3, "RIPEMD160", 8, "SHA-256", 9,
            "SHA-384",
            SHA_512, "SHA-512", 11, "SHA-224");

    /** Iterated and salted, SHA-512, the highest count. */
    static S2k iterated(long salt) {
        return new S2k(ITERATED, SHA_512, salt, COUNT_65011712);
    }

    /** Reads one; {@link PgpFormatException} if it is none we know. */
    static S2k read(DataInputStream in) throws IOException {
        int mode = in.readUnsignedByte();
        if (mode == ARGON2) {
            throw new PgpFormatException("its passphrase is hashed with Argon2, which is not read here");
        }
        if (mode != SIMPLE && mode != SALTED && mode != ITERATED) {
            throw new PgpFormatException("its passphrase is hashed in an unknown way (S2K " + mode + ")");
        }
        int hash = in.readUnsignedByte();
        if (!HASHES.containsKey(hash)) {
            throw new PgpFormatException("its passphrase is hashed with an unknown algorithm (" + hash + ")");
        }
        long salt = mode == SIMPLE ? 0 : in.readLong();
        return new S2k(mode, hash, salt, mode == ITERATED ? in.readUnsignedByte() : 0);
    }

    /** The bytes of the table above. */
    byte[] toBytes() {
        byte[] bytes = ByteBuffer.allocate(11).put((byte) mode).put((byte) hash).putLong(salt).put((byte) coded)
                .array();
        return Arrays.copyOf(bytes, mode == SIMPLE ? 2 : mode == SALTED ? 10 : 11);
    }

    /**
     * The key of a passphrase.
     *
     * @param size of the key in bytes
     */
    byte[] derive(Passphrase passphrase, int size) {
        byte[] salted = mode == SIMPLE ? passphrase.bytes().clone() : salted(salt, passphrase);
        return derive(salted, mode == ITERATED ? (16L + (coded & 15)) << ((coded >> 4) + 6) : 0, digest(), size);
    }

    /** As mode 3 with SHA-1, but with a count of any size, as gpg-agent has it. */
    static byte[] derive(Passphrase passphrase, long salt, long count, int size) {
        return derive(salted(salt, passphrase), count, Digests.sha1(), size);
    }

    /**
     * Hashes repetitions of {@code salted}, at least one; wipes it. Keys longer than the hash take more rounds, each
     * after one more zero byte.
     */
    private static byte[] derive(byte[] salted, long wanted, MessageDigest digest, int size) {
        long count = Math.max(salted.length, wanted);
        byte[] repeated = repeat(salted, count);
        byte[] key = new byte[size];
        for (int made = 0, round = 0; made < size; round++) {
            digest.update(new byte[round]);
            long left = count;
            for (; left > repeated.length; left -= repeated.length) {
                digest.update(repeated);
            }
            digest.update(repeated, 0, (int) left);
            byte[] part = digest.digest();
            int taken = Math.min(part.length, size - made);
            System.arraycopy(part, 0, key, made, taken);
            made += taken;
        }
        Arrays.fill(salted, (byte) 0);
        Arrays.fill(repeated, (byte) 0);
        return key;
    }

    private static byte[] salted(long salt, Passphrase passphrase) {
        byte[] text = passphrase.bytes();
        return ByteBuffer.allocate(Long.BYTES + text.length).putLong(salt).put(text).array();
    }

    /** As many whole copies as make a good chunk for the hash. */
    private static byte[] repeat(byte[] bytes, long count) {
        if (bytes.length == 0) {
            return new byte[1]; // never hashed: an empty simple passphrase hashes nothing
        }
        int copies = (int) Math.max(1, Math.min(CHUNK, count) / bytes.length);
        byte[] repeated = new byte[copies * bytes.length];
        for (int i = 0; i < copies; i++) {
            System.arraycopy(bytes, 0, repeated, i * bytes.length, bytes.length);
        }
        return repeated;
    }

    private MessageDigest digest() {
        String name = HASHES.get(hash);
        try {
            return name.startsWith("RIPE") ? new Ripemd160() : MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}
