package org.bactrian.pgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.bactrian.error.BactrianException;
import org.bactrian.seal.MemoryObject;
import org.bactrian.seal.Mixed;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.operator.bc.BcPBEKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/**
 * Opens damaged messages, for {@link HostileMessagesTest} in a process of its own with little memory. Half of them are
 * damaged on the outside; the other half are decrypted contents, as somebody who knows the passphrase could make them.
 * Anything but success or a clean error ends the process with a stack trace.
 */
final class HostileMessages {
    private static final int MOST_READ = 1 << 20;
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");
    private static final Passphrase PASSPHRASE = Passphrase.of("test");

    private HostileMessages() {
    }

    /** @param arguments how many messages, and the seed */
    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        Random random = new Random(Long.parseLong(arguments[1]));
        List<byte[]> messages = messages();
        List<byte[]> contents = contents();
        Keys keys = new Keys(List.of(new KeyFile(GOLDENS.resolve("pubkey/public-key.asc"))), Clock.systemUTC());
        MessageReader reader =
                new MessageReader(new SessionKeys(List.of(new PassphraseKeys(PASSPHRASE)),
                new PrivateKeys(keys, List.of(PASSPHRASE))), keys,
                Set.of(), true);
        int refused = 0;
        for (int i = 0; i < count; i++) {
            boolean outside = i % 2 == 0;
            List<byte[]> from = outside ? messages : contents;
            byte[] damaged = damage(from.get(random.nextInt(from.size())), from, random);
            refused += outside ? open(reader, damaged) : check(keys, damaged);
        }
        System.out.println(count + " messages, " + refused + " refused, heap at most " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
    }

    private static int open(MessageReader reader, byte[] message) throws IOException {
        try (InputStream in = reader.open(new MemoryObject("x", message))) {
            in.readNBytes(MOST_READ);
            return 0;
        } catch (BactrianException e) {
            return e.getMessage().startsWith("x: ") ? 1 : fail(e);
        }
    }

    private static int check(Keys keys, byte[] content) {
        try (Content found = new Content(new ByteArrayInputStream(content))) {
            new SignatureCheck(keys).signers(found);
            return 0;
        } catch (IOException e) {
            return 1;
        }
    }

    private static int fail(BactrianException e) {
        throw e;
    }

    /** Flips, overwrites, inserts, removes, or splices with another one. */
    private static byte[] damage(byte[] whole, List<byte[]> others, Random random) {
        byte[] bytes = whole.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 1; changes--) {
            // the headers are at the front
            int at = random.nextInt(random.nextBoolean() ? Math.min(64, bytes.length) : bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
                case 3 -> bytes = splice(bytes, at, bytes, Math.min(bytes.length, at + 1 + random.nextInt(16)));
                default -> {
                    byte[] other = others.get(random.nextInt(others.size()));
                    bytes = splice(bytes, at, other, random.nextInt(other.length));
                }
            }
        }
        return bytes;
    }

    private static byte[] splice(byte[] start, int end, byte[] rest, int from) {
        byte[] bytes = Arrays.copyOf(start, end + rest.length - from);
        System.arraycopy(rest, from, bytes, end, rest.length - from);
        return bytes;
    }

    /** Messages in all forms whose keys are cheap to derive. */
    private static List<byte[]> messages() throws IOException {
        List<byte[]> all = new ArrayList<>();
        SessionKey key = new SessionKey(CipherAlgorithm.AES_256, new S2k(1, 8, 7, 0).derive(PASSPHRASE, 32));
        byte[] packet = new PassphrasePacket(4, CipherAlgorithm.AES_256, 0, new S2k(1, 8, 7, 0), new byte[0],
                new byte[0]).toBytes();
        for (Compression compression : Compression.values()) {
            ByteArrayOutputStream sealed = new ByteArrayOutputStream();
            MessageOutput.Form form = new MessageOutput.Form(compression, 6, compression == Compression.ZLIB, "");
            try (OutputStream out = new MessageOutput(sealed, packet, key, new byte[16], form, null)) {
                out.write(Mixed.bytes(700, 1));
            }
            all.add(sealed.toByteArray());
        }
        for (boolean v6 : new boolean[] {false, true}) {
            all.add(AuthenticatedDataTest.seal(Mixed.bytes(300, 1), v6, 9, 2));
        }
        all.add(unprotected());
        all.addAll(all);
        all.addAll(all); // four times as often as the next one, which takes a slow RSA operation
        try (Stream<Path> files = Files.list(GOLDENS.resolve("pubkey/remote"))) {
            all.add(Files.readAllBytes(files.filter(file -> file.toString().contains("manifest")).sorted().findFirst()
                    .orElseThrow()));
        }
        return all;
    }

    /** As a very old GnuPG wrote it: headers in the old format, data without integrity protection (packet 9). */
    private static byte[] unprotected() throws IOException {
        PGPEncryptedDataGenerator generator =
                new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(9).setWithIntegrityPacket(false), true);
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try {
            generator.addMethod(new BcPBEKeyEncryptionMethodGenerator("test".toCharArray(),
                    new BcPGPDigestCalculatorProvider().get(2), 0));
            byte[] clear = Mixed.bytes(300, 2);
            try (OutputStream encrypted = generator.open(sealed, clear.length + 9)) {
                encrypted.write(new byte[] {(byte) 0xAD, (byte) (clear.length + 6 >> 8), (byte) (clear.length + 6), 'b', 0, 0, 0, 0, 0});
                encrypted.write(clear);
            }
        } catch (PGPException e) {
            throw new IOException(e);
        }
        return sealed.toByteArray();
    }

    /** What a signed golden manifest decrypts to, as it is and compressed again in each way. */
    private static List<byte[]> contents() throws IOException {
        Keys keys = new Keys(List.of(new KeyFile(GOLDENS.resolve("pubkey/secret-key.asc"))), Clock.systemUTC());
        byte[] sealed = messages().get(messages().size() - 1);
        List<SessionKey> found = new SessionKeys(List.of(), new PrivateKeys(keys, List.of(PASSPHRASE)))
                .of(Envelope.read(new ByteArrayInputStream(sealed)),
                () -> sealed, new ArrayList<>());
        long length = Envelope.read(new ByteArrayInputStream(sealed)).encryptedData().check(found.get(0), Decoding.ONE_THREAD);
        byte[] clear = Envelope.read(new ByteArrayInputStream(sealed)).encryptedData().decrypt(found.get(0), length)
                .readAllBytes();
        Packet packet = new PacketReader(new ByteArrayInputStream(clear)).next();
        byte[] packets = Compression.of(packet.body().read()).decompress(packet.body()).readAllBytes();
        List<byte[]> all = new ArrayList<>(List.of(clear, packets, clear, packets)); // bzip2 is slow: not so often
        for (Compression compression : List.of(Compression.ZIP, Compression.ZLIB, Compression.BZIP2)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(0xA3);
            out.write(compression.id());
            try (OutputStream compressed = compression.compress(out, 6)) {
                compressed.write(packets);
            }
            all.add(out.toByteArray());
        }
        return all;
    }
}
