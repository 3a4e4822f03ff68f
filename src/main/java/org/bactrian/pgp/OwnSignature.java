package org.bactrian.pgp;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Date;
import java.util.Iterator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PGPContentSigner;

/** A SHA-512 signature with a private key at hand. */
final class OwnSignature implements MessageSignature {
    private final PGPSignatureGenerator generator;

    OwnSignature(PGPPublicKey publicKey, PGPPrivateKey privateKey, Instant now) throws IOException {
        try {
            generator = new PGPSignatureGenerator((algorithm, key) -> new FastSigner(key), publicKey);
            generator.init(PGPSignature.BINARY_DOCUMENT, privateKey);
            PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
            packets.setIssuerFingerprint(false, publicKey);
            Instant usable = usableFrom(publicKey);
            packets.setSignatureCreationTime(false, Date.from(usable.isAfter(now) ? usable : now));
            generator.setHashedSubpackets(packets.generate());
        } catch (PGPException e) {
            throw new IOException("cannot sign: " + e.getMessage(), e);
        }
    }

    /**
     * Since when the key and what binds it exist. With a clock that is behind, a signature would be older than its key, and nobody would
     * take it (gpg: time conflict).
     */
    private static Instant usableFrom(PGPPublicKey key) {
        Instant latest = key.getCreationTime().toInstant();
        for (Iterator<PGPSignature> signatures = key.getSignatures(); signatures.hasNext();) {
            PGPSignature signature = signatures.next();
            boolean binds = signature.getSignatureType() == PGPSignature.SUBKEY_BINDING || signature.getKeyID() == key.getKeyID();
            Instant made = signature.getCreationTime().toInstant();
            latest = binds && made.isAfter(latest) ? made : latest;
        }
        return latest;
    }

    @Override
    public byte[] onePass() throws IOException {
        try {
            return generator.generateOnePassVersion(false).getEncoded();
        } catch (PGPException e) {
            throw new IOException("cannot sign: " + e.getMessage(), e);
        }
    }

    @Override
    public OutputStream contents() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                generator.update((byte) b);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) {
                generator.update(bytes, offset, count);
            }
        };
    }

    @Override
    public byte[] packet() throws IOException {
        try {
            return generator.generate().getEncoded();
        } catch (PGPException e) {
            throw new IOException("cannot sign: " + e.getMessage(), e);
        }
    }

    /** BouncyCastle's own hashes everything twice, and slowly. */
    private static final class FastSigner implements PGPContentSigner {
        private final PGPPrivateKey key;
        private final MessageDigest digest = RawSignature.digest(RawSignature.SHA_512);
        private byte[] hash;

        FastSigner(PGPPrivateKey key) {
            this.key = key;
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int b) {
                    digest.update((byte) b);
                }

                @Override
                public void write(byte[] bytes, int offset, int count) {
                    digest.update(bytes, offset, count);
                }
            };
        }

        @Override
        public byte[] getDigest() {
            if (hash == null) {
                hash = digest.digest();
            }
            return hash;
        }

        @Override
        public byte[] getSignature() {
            try {
                return RawSignature.sign(key, RawSignature.SHA_512, getDigest());
            } catch (PGPException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }

        @Override
        public int getType() {
            return PGPSignature.BINARY_DOCUMENT;
        }

        @Override
        public int getHashAlgorithm() {
            return RawSignature.SHA_512;
        }

        @Override
        public int getKeyAlgorithm() {
            return key.getPublicKeyPacket().getAlgorithm();
        }

        @Override
        public long getKeyID() {
            return key.getKeyID();
        }
    }
}
