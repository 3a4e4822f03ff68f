package org.bactrian.pgp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.DamageNamed;
import org.bactrian.seal.SealedInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens messages in two passes: the first decrypts all and proves the integrity, the second gives the contents out. Immutable.
 */
final class MessageReader {
    private static final Logger LOG = LoggerFactory.getLogger(MessageReader.class);
    private static final String FORM = "OpenPGP";

    private final List<PassphraseKeys> passphrases;
    private final boolean allowUnprotected;

    /** @param allowUnprotected whether a message without integrity protection is opened, with a warning, or refused */
    MessageReader(List<PassphraseKeys> passphrases, boolean allowUnprotected) {
        this.passphrases = passphrases;
        this.allowUnprotected = allowUnprotected;
    }

    /** See {@link org.bactrian.seal.Seal#open}. */
    InputStream open(SealedInput sealed) throws IOException {
        List<SessionKey> candidates = DamageNamed.read(sealed, FORM, this::candidates);
        if (candidates.isEmpty()) {
            throw noKey(sealed.name());
        }
        BactrianException damage = null;
        for (SessionKey key : candidates) {
            try {
                Long length = DamageNamed.read(sealed, FORM, source -> check(source, key, sealed.name()));
                if (length != null) {
                    return DamageNamed.open(sealed, FORM, source -> contents(source, key, length));
                }
            } catch (BactrianException e) {
                damage = e; // one wrong key in 65 536 looks right at first: another may still be the one
            }
        }
        throw damage != null ? damage : wrongPassphrase(sealed.name());
    }

    private List<SessionKey> candidates(InputStream source) throws IOException {
        Envelope envelope = Envelope.read(source);
        List<SessionKey> keys = new ArrayList<>();
        for (PassphrasePacket packet : envelope.passphrases()) {
            for (PassphraseKeys passphrase : passphrases) {
                SessionKey key = passphrase.sessionKey(packet);
                if (key != null) {
                    keys.add(key);
                }
            }
        }
        return keys;
    }

    /** The number of clear bytes; null if the key is the wrong one. */
    private Long check(InputStream source, SessionKey key, String name) throws IOException {
        Envelope envelope = Envelope.read(source);
        EncryptedData data = envelope.encryptedData();
        if (!data.isProtected()) {
            permitUnprotected(name);
        }
        try {
            long length = data.check(key);
            if (envelope.rest().next() != null) {
                throw new PgpFormatException("something follows its data");
            }
            return length;
        } catch (EncryptedData.WrongKeyException e) {
            return null;
        }
    }

    private static InputStream contents(InputStream source, SessionKey key, long length) throws IOException {
        InputStream literal = Content.literal(Envelope.read(source).encryptedData().decrypt(key, length));
        return new FilterInputStream(literal) {
            @Override
            public void close() throws IOException {
                source.close();
            }
        };
    }

    private void permitUnprotected(String name) {
        if (!allowUnprotected) {
            throw new BactrianException(ErrorKind.SEAL_FAILED, name + ": has no integrity protection (MDC)",
                    "anybody could have changed it; if you trust the store, allow unprotected messages");
        }
        LOG.warn("{}: has no integrity protection (MDC); opened because that is allowed", name);
    }

    private static BactrianException noKey(String name) {
        return new BactrianException(ErrorKind.SEAL_FAILED, name + ": is not encrypted with a passphrase",
                "give the key it was encrypted for");
    }

    private static BactrianException wrongPassphrase(String name) {
        return new BactrianException(ErrorKind.SEAL_FAILED, name + ": wrong passphrase", "give the passphrase it was encrypted with");
    }
}
