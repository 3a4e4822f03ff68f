package org.bactrian.pgp;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.operator.PGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPDigestCalculatorProviderBuilder;

/**
 * Exported keys, public or secret, armored or binary, any number of them: what {@code gpg --export} and
 * {@code gpg --export-secret-keys} write, and the {@code pubring.gpg} and {@code secring.gpg} of old versions.
 * Thread-safe.
 */
public final class KeyFile implements KeySource {
    private static final int MOST = 64 * 1024 * 1024;

    private final String name;
    private final Path path;
    private List<PGPPublicKeyRing> rings;
    private final Map<Long, PGPSecretKey> secrets = new HashMap<>();

    /** @param path read when first asked for keys */
    public KeyFile(Path path) {
        this.path = path;
        this.name = path.toString();
    }

    /** Keys that are in memory already; the name is for messages. */
    public KeyFile(String name, byte[] content) {
        this.path = null;
        this.name = name;
        this.rings = parse(content);
    }

    @Override
    public synchronized List<PGPPublicKeyRing> publicKeys() {
        if (rings == null) {
            rings = parse(content());
        }
        return rings;
    }

    @Override
    public Optional<SecretPart> secretPart(PGPPublicKey key) {
        publicKeys();
        return Optional.ofNullable(secrets.get(key.getKeyID())).map(Exported::new);
    }

    @Override
    public String toString() {
        return name;
    }

    private byte[] content() {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(MOST + 1);
            if (content.length > MOST) {
                throw new IOException("more than 64 MiB");
            }
            return content;
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.USER_ERROR, "cannot read the key file " + name + ": "
                    + e.getMessage(),
                    "name a file written by gpg --export or gpg --export-secret-keys", e);
        }
    }

    private List<PGPPublicKeyRing> parse(byte[] content) {
        List<PGPPublicKeyRing> found = new ArrayList<>();
        try (BufferedInputStream in = new BufferedInputStream(new ByteArrayInputStream(content))) {
            if (content.length > 0 && (content[0] & 0x80) != 0) {
                addAll(in, found);
            } else {
                ArmoredInputStream armor = new ArmoredInputStream(in);
                while (!armor.isEndOfStream()) { // one armored block after the other
                    addAll(armor, found);
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new BactrianException(ErrorKind.USER_ERROR, "cannot read the key file " + name + ": it is damaged: "
                    + e.getMessage(),
                    "export the keys again", e);
        }
        if (found.isEmpty()) {
            throw new BactrianException(ErrorKind.USER_ERROR, "no key in the file " + name,
                    "name a file written by gpg --export or gpg --export-secret-keys");
        }
        return List.copyOf(found);
    }

    private void addAll(InputStream in, List<PGPPublicKeyRing> found) throws IOException {
        PGPObjectFactory objects = new PGPObjectFactory(in, new BcKeyFingerprintCalculator());
        for (Object object; (object = objects.nextObject()) != null;) {
            if (object instanceof PGPPublicKeyRing ring) {
                found.add(ring);
            } else if (object instanceof PGPSecretKeyRing ring) {
                found.add(ring.toCertificate());
                ring.forEach(secret -> secrets.put(secret.getKeyID(), secret));
            }
        }
    }

    private record Exported(PGPSecretKey secret) implements SecretPart {
        @Override
        public boolean isElsewhere() {
            return secret.isPrivateKeyEmpty();
        }

        @Override
        public boolean isLocked() {
            return secret.getKeyEncryptionAlgorithm() != 0;
        }

        @Override
        public Optional<PGPPrivateKey> unlock(Passphrase passphrase) {
            char[] text = isLocked() ? passphrase.toCharArray() : new char[0];
            try {
                return Optional.of(secret.extractPrivateKey(
                        isLocked() ? new BcPBESecretKeyDecryptorBuilder(digests()).build(text) : null));
            } catch (PGPException e) {
                return Optional.empty();
            } finally {
                Arrays.fill(text, '\0');
            }
        }

        /** The platform's, which are fast; BouncyCastle's for those the platform does not have. */
        private static PGPDigestCalculatorProvider digests() throws PGPException {
            PGPDigestCalculatorProvider fast = new JcaPGPDigestCalculatorProviderBuilder().build();
            PGPDigestCalculatorProvider all = new BcPGPDigestCalculatorProvider();
            return algorithm -> {
                try {
                    return fast.get(algorithm);
                } catch (PGPException e) {
                    return all.get(algorithm);
                }
            };
        }
    }
}
