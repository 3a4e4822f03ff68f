package org.bactrian.pgp;

import java.security.MessageDigest;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * The hash of a message's contents for the two kinds of signature there are: over the bytes (type 0), and over text (type 1),
 * where every line ends with CR LF whatever it ended with (RFC 4880, 5.2.1 and 5.2.4). Not thread-safe.
 */
final class ContentDigest {
    private static final byte CR = 13;
    private static final byte LF = 10;

    private final MessageDigest bytes;
    private final MessageDigest text;
    private byte last;

    /** @param withText whether a text signature is expected; hashing twice costs time */
    ContentDigest(MessageDigest digest, boolean withText) {
        bytes = digest;
        text = withText ? copy(digest) : null;
    }

    void update(byte[] buffer, int count) {
        bytes.update(buffer, 0, count);
        if (text != null) {
            updateText(buffer, count);
        }
    }

    private void updateText(byte[] buffer, int count) {
        int done = 0;
        for (int i = 0; i < count; i++) {
            if (buffer[i] == LF && last != CR) {
                text.update(buffer, done, i - done);
                text.update(CR);
                done = i;
            }
            last = buffer[i];
        }
        text.update(buffer, done, count - done);
    }

    /** The hash of all that was given so far, to be gone on with; null for a type of signature that is over something else. */
    MessageDigest of(int signatureType) {
        return switch (signatureType) {
            case PGPSignature.BINARY_DOCUMENT -> copy(bytes);
            case PGPSignature.CANONICAL_TEXT_DOCUMENT -> text == null ? null : copy(text);
            default -> null;
        };
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's digests can be cloned", e);
        }
    }
}
