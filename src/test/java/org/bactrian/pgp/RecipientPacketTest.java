package org.bactrian.pgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.ECDH;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.RSA_GENERAL;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.X25519;
import static org.bouncycastle.bcpg.PublicKeyAlgorithmTags.X448;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.bactrian.seal.Mixed;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.AsymmetricCipherKeyPairGenerator;
import org.bouncycastle.crypto.KeyGenerationParameters;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.generators.X25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.X448KeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages for keys, made by BouncyCastle: protected as today, by AEAD as newer GnuPG does it (packet 20, with a recipient's packet of
 * version 3), and as RFC 9580 has it (packet 18 of version 2, with one of version 6).
 */
class RecipientPacketTest {
    private static final Map<Integer, PGPKeyPair> PAIRS = new HashMap<>();

    private enum Form {
        MDC, PACKET_20, RFC_9580
    }

    static Stream<Arguments> messages() {
        return Stream.of(Form.values()).flatMap(form -> Stream.of(RSA_GENERAL, ECDH, X25519, X448)
                .flatMap(key -> Stream.of(7, 9).flatMap(cipher -> Stream.of(false, true)
                        .map(hidden -> Arguments.of(form, key, cipher, hidden)))));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isOpened(Form form, int key, int cipher, boolean hidden) throws Exception {
        PGPKeyPair pair = PAIRS.computeIfAbsent(key, RecipientPacketTest::pair);
        byte[] clear = Mixed.bytes(5000, 1);
        Envelope envelope = Envelope.read(new ByteArrayInputStream(seal(clear, form, pair, cipher, hidden)));
        RecipientPacket packet = envelope.recipients().get(0);
        assertThat(packet.keyId()).isEqualTo(hidden ? 0 : pair.getKeyID());
        assertThat(packet.algorithm()).isEqualTo(key);
        SessionKey session = packet.decrypt(pair.getPrivateKey());
        assertThat(session).isNotNull();
        byte[] content = envelope.encryptedData().decrypt(session, Long.MAX_VALUE).readAllBytes();
        assertThat(new String(content, "ISO-8859-1")).contains(new String(clear, "ISO-8859-1"));
    }

    private static byte[] seal(byte[] clear, Form form, PGPKeyPair pair, int cipher, boolean hidden) throws Exception {
        BcPGPDataEncryptorBuilder builder = new BcPGPDataEncryptorBuilder(cipher);
        switch (form) {
            case MDC -> builder.setWithIntegrityPacket(true);
            case PACKET_20 -> builder.setWithAEAD(2, 6).setUseV5AEAD();
            default -> builder.setWithAEAD(2, 6).setUseV6AEAD();
        }
        PGPEncryptedDataGenerator generator = new PGPEncryptedDataGenerator(builder);
        BcPublicKeyKeyEncryptionMethodGenerator method = new BcPublicKeyKeyEncryptionMethodGenerator(pair.getPublicKey());
        method.setUseWildcardRecipient(hidden);
        generator.addMethod(method);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try (OutputStream encrypted = generator.open(sealed, new byte[1 << 14]);
                OutputStream literal = new PGPLiteralDataGenerator().open(encrypted, PGPLiteralData.BINARY, "", clear.length, new Date(0))) {
            literal.write(clear);
        }
        return sealed.toByteArray();
    }

    private static PGPKeyPair pair(int algorithm) {
        SecureRandom random = new SecureRandom();
        AsymmetricCipherKeyPairGenerator generator = switch (algorithm) {
            case RSA_GENERAL -> new RSAKeyPairGenerator();
            case X448 -> new X448KeyPairGenerator();
            default -> new X25519KeyPairGenerator();
        };
        generator.init(algorithm == RSA_GENERAL ? new RSAKeyGenerationParameters(BigInteger.valueOf(65_537), random, 1024, 20)
                : new KeyGenerationParameters(random, 256));
        try {
            return new BcPGPKeyPair(PublicKeyPacket.VERSION_4, algorithm, generator.generateKeyPair(), new Date(0));
        } catch (org.bouncycastle.openpgp.PGPException e) {
            throw new AssertionError(e);
        }
    }
}
