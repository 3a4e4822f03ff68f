package org.bactrian.pgp;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;

/**
 * How a user names a key, in GnuPG's forms ("How to specify a user ID", gpg(1)): a key id of 8 or 16 hex digits or a
 * fingerprint of 32, 40 or 64, with or without {@code 0x}, of the primary key or a subkey; with {@code !} behind it
 * exactly that subkey; {@code <address>}; {@code =whole user id}; {@code @part of an address};
 * {@code *part of a user id}. A bare mail address is taken as {@code <address>}, any other text as part of a user id.
 */
public final class KeyName {
    private static final Pattern HEX =
            Pattern.compile("(?:0[xX])?([0-9A-Fa-f]{8}|[0-9A-Fa-f]{16}|[0-9A-Fa-f]{32}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})(!?)");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@]+@[^\\s<>@]+");

    private enum Form { HEX, WHOLE, ADDRESS, PART_OF_ADDRESS, PART }

    private final String text;
    private final Form form;
    private final String wanted;
    private final boolean exact;

    private KeyName(String text, Form form, String wanted, boolean exact) {
        this.text = text;
        this.form = form;
        this.wanted = wanted;
        this.exact = exact;
    }

    /** Reads a name; any text is one, though perhaps of no key. */
    public static KeyName of(String text) {
        var hex = HEX.matcher(text);
        if (hex.matches()) {
            return new KeyName(text, Form.HEX, hex.group(1).toUpperCase(Locale.ROOT), !hex.group(2).isEmpty());
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (text.startsWith("=")) {
            return new KeyName(text, Form.WHOLE, text.substring(1), false);
        }
        if (text.startsWith("<") && text.endsWith(">")) {
            return new KeyName(text, Form.ADDRESS, lower.substring(1, lower.length() - 1), false);
        }
        if (ADDRESS.matcher(text).matches()) {
            return new KeyName(text, Form.ADDRESS, lower, false);
        }
        return text.startsWith("@") ? new KeyName(text, Form.PART_OF_ADDRESS, lower.substring(1), false)
                : new KeyName(text, Form.PART, text.startsWith("*") ? lower.substring(1) : lower, false);
    }

    /** Whether one exact subkey is named, by a {@code !}. */
    boolean isExact() {
        return exact;
    }

    /** Whether the name is of this key, by id or fingerprint. */
    boolean isOf(PGPPublicKey key) {
        return form == Form.HEX && HexFormat.of().withUpperCase().formatHex(key.getFingerprint()).endsWith(wanted);
    }

    /** Whether the name is of a key of this ring. */
    boolean matches(PGPPublicKeyRing ring) {
        if (form == Form.HEX) {
            for (PGPPublicKey key : ring) {
                if (isOf(key)) {
                    return true;
                }
            }
            return false;
        }
        for (Iterator<byte[]> ids = ring.getPublicKey().getRawUserIDs(); ids.hasNext();) {
            if (!wanted.isEmpty() && matches(new String(ids.next(), StandardCharsets.UTF_8))) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(String userId) {
        int open = userId.lastIndexOf('<');
        int close = userId.lastIndexOf('>');
        String address = (open >= 0 && close > open ? userId.substring(open + 1, close) : userId)
                .toLowerCase(Locale.ROOT);
        return switch (form) {
            case WHOLE -> userId.equals(wanted);
            case ADDRESS -> address.equals(wanted);
            case PART_OF_ADDRESS -> address.contains(wanted);
            default -> userId.toLowerCase(Locale.ROOT).contains(wanted);
        };
    }

    /** The name as given. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyName name && name.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
