package org.bactrian.pgp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.DamageNamed;
import org.bactrian.seal.SealedInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens messages in two passes: the first decrypts all and proves the integrity, the second gives the contents out.
 * Where a signer is demanded, there is one between, which verifies the signature. Thread-safe.
 */
final class MessageReader {
    private static final String FORM = "OpenPGP";
    /** Enough for the packets of a hundred recipients. */
    private static final int START = 64 * 1024;

    /** Apart, as finding a logger takes longer than opening a small message. */
    private static final class Warnings {
        static final Logger LOG = LoggerFactory.getLogger(MessageReader.class);
    }

    /** What the first pass finds out. */
    private record Proven(SessionKey key, long length) {
    }

    private final SessionKeys sessionKeys;
    private final Keys keys;
    private final Set<String> requiredSigners;
    private final boolean allowUnprotected;
    /** Whether something was opened already: then what is at hand is right, and what does not open is rather damaged. */
    private volatile boolean opened;

    /**
     * @param requiredSigners  fingerprints; one of them must have signed, unless there are none
     * @param allowUnprotected whether a message without integrity protection is opened, with a warning, or refused
     */
    MessageReader(SessionKeys sessionKeys, Keys keys, Set<String> requiredSigners, boolean allowUnprotected) {
        this.sessionKeys = sessionKeys;
        this.keys = keys;
        this.requiredSigners = requiredSigners;
        this.allowUnprotected = allowUnprotected;
    }

    /** See {@link org.bactrian.seal.Seal#open}. */
    InputStream open(SealedInput sealed) throws IOException {
        Proven proven = prove(sealed);
        if (!requiredSigners.isEmpty()) {
            requireSigner(sealed.name(), signers(sealed, proven));
        }
        return DamageNamed.open(sealed, FORM, source -> {
            Content content = content(source, proven, decoding(sealed));
            return new FilterInputStream(content.literal()) {
                @Override
                public void close() throws IOException {
                    try (source) {
                        content.close();
                    }
                }
            };
        });
    }

    /** Who signed a message; see {@link SignatureCheck#signers}. */
    List<Signer> signers(SealedInput sealed) throws IOException {
        return signers(sealed, prove(sealed));
    }

    /** See {@link PgpSeal#hasKeyFor}. */
    boolean hasKeyFor(SealedInput sealed) throws IOException {
        for (SessionKey key : candidates(sealed, new ArrayList<>())) {
            if (DamageNamed.read(sealed, FORM, source -> fits(Envelope.read(source).encryptedData(), key))) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(EncryptedData data, SessionKey key) throws IOException {
        try (InputStream clear = data.decrypt(key, Long.MAX_VALUE)) {
            return clear.read() >= 0;
        } catch (EncryptedData.WrongKeyException e) {
            return false;
        }
    }

    private List<SessionKey> candidates(SealedInput sealed, List<String> problems) throws IOException {
        SessionKeys.Start start = () -> DamageNamed.read(sealed, FORM, source -> source.readNBytes(START));
        return DamageNamed.read(sealed, FORM, source -> sessionKeys.of(Envelope.read(source), start, problems));
    }

    private List<Signer> signers(SealedInput sealed, Proven proven) throws IOException {
        return DamageNamed.read(sealed, FORM, source -> {
            try (Content content = content(source, proven, decoding(sealed))) {
                return new SignatureCheck(keys).signers(content);
            }
        });
    }

    private static Content content(InputStream source, Proven proven, Decoding decoding) throws IOException {
        InputStream clear = decoding.of(Envelope.read(source).encryptedData().decrypt(proven.key(), proven.length()));
        try {
            return new Content(clear);
        } catch (IOException | RuntimeException e) {
            clear.close();
            throw e;
        }
    }

    private static Decoding decoding(SealedInput sealed) {
        return Decoding.ofLength(sealed.length());
    }

    private Proven prove(SealedInput sealed) throws IOException {
        List<String> problems = new ArrayList<>();
        BactrianException damage = null;
        for (SessionKey key : candidates(sealed, problems)) {
            try {
                Long length = DamageNamed.read(sealed, FORM, source -> check(source, key, sealed));
                if (length != null) {
                    opened = true;
                    return new Proven(key, length);
                }
            } catch (BactrianException e) {
                damage = e; // one wrong key in 65 536 looks right at first: another may still be the one
            }
        }
        if (damage != null) {
            throw damage;
        }
        problems.add(opened ? "cannot be opened, though other objects could: its first bytes are damaged, or it was sealed with"
                + " another passphrase" : "wrong passphrase, or its first bytes are damaged");
        throw new BactrianException(ErrorKind.SEAL_FAILED, sealed.name() + ": " + problems.get(0),
                "give the passphrase or key it was sealed with");
    }

    /** The number of clear bytes; null if the key is the wrong one. */
    private Long check(InputStream source, SessionKey key, SealedInput sealed) throws IOException {
        Envelope envelope = Envelope.read(source);
        EncryptedData data = envelope.encryptedData();
        if (!data.isProtected()) {
            permitUnprotected(sealed.name());
        }
        try {
            long length = data.check(key, decoding(sealed));
            if (envelope.rest().next() != null) {
                throw new PgpFormatException("something follows its data");
            }
            return length;
        } catch (EncryptedData.WrongKeyException e) {
            return null;
        }
    }

    private void permitUnprotected(String name) {
        if (!allowUnprotected) {
            throw new BactrianException(ErrorKind.SEAL_FAILED, name + ": has no integrity protection (MDC)",
                    "anybody could have changed it; if you trust the store, add --allow-unprotected");
        }
        Warnings.LOG.warn("{}: has no integrity protection (MDC); opened because that is allowed", name);
    }

    private void requireSigner(String name, List<Signer> signers) {
        for (Signer signer : signers) {
            if (signer.isGood() && requiredSigners.contains(signer.fingerprint())) {
                return;
            }
        }
        List<String> found = signers.stream().map(signer -> signer.isGood() ? "it is signed by " + signer.fingerprint()
                : "the key " + signer.keyId() + " " + signer.problem()).toList();
        throw new BactrianException(ErrorKind.WRONG_SIGNER, name + ": is not signed by "
                + String.join(" or ", requiredSigners) + ": "
                + (found.isEmpty() ? "it is not signed at all" : String.join("; ", found)),
                "do not trust this object unless you know why");
    }
}
