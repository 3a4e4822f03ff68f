package org.bactrian.pgp;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A passphrase in memory, never shown by {@code toString}. GnuPG takes passphrases as bytes; ours are the UTF-8 of the
 * text. Thread-safe until closed.
 */
public final class Passphrase implements AutoCloseable {
    private final byte[] utf8;
    private volatile boolean closed;

    /** Copies the characters; the caller should wipe the array. */
    public Passphrase(char[] text) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
        utf8 = new byte[encoded.remaining()];
        encoded.get(utf8);
        Arrays.fill(encoded.array(), (byte) 0);
    }

    /** For text that is a String already, as an environment variable is. */
    public static Passphrase of(String text) {
        return new Passphrase(text.toCharArray());
    }

    /** Whether there is no character in it. */
    public boolean isEmpty() {
        return utf8.length == 0;
    }

    /** Whether both are the same text; takes as long for any two texts of one length. */
    public boolean isSameAs(Passphrase other) {
        return MessageDigest.isEqual(bytes(), other.bytes());
    }

    /** The bytes themselves, not a copy: neither to be changed nor kept. */
    byte[] bytes() {
        if (closed) {
            throw new IllegalStateException("passphrase was wiped");
        }
        return utf8;
    }

    /** The characters, for programming interfaces that want them; the caller wipes the array. */
    char[] toCharArray() {
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes()));
        char[] text = new char[decoded.remaining()];
        decoded.get(text);
        Arrays.fill(decoded.array(), '\0');
        return text;
    }

    /** Wipes the passphrase. */
    @Override
    public void close() {
        closed = true;
        Arrays.fill(utf8, (byte) 0);
    }

    @Override
    public String toString() {
        return "passphrase";
    }
}
