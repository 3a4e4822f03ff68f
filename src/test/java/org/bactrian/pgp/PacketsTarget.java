package org.bactrian.pgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bactrian.error.BactrianException;
import org.bactrian.fuzz.Refusal;
import org.bactrian.seal.MemoryObject;

/** OpenPGP messages: the first byte says whether the rest is one, or what one decrypts to. */
public final class PacketsTarget {
    private static final int MOST_READ = 1 << 20;
    private static final Keys KEYS =
            new Keys(List.of(new KeyFile(Path.of("src/test/resources/goldens/pubkey/public-key.asc"))), Clock.systemUTC());
    private static final MessageReader READER = new MessageReader(new SessionKeys(List.of(new PassphraseKeys(Passphrase.of("test"))),
            new PrivateKeys(KEYS, List.of(Passphrase.of("test")))), KEYS, Set.of(), true);

    private PacketsTarget() {
    }

    /** Opened, or refused with words that name it. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] bytes = Arrays.copyOfRange(data, 1, data.length);
        if ((data[0] & 1) == 0) {
            message(bytes);
        } else {
            content(bytes);
        }
    }

    private static void message(byte[] bytes) {
        try (InputStream in = READER.open(new MemoryObject("x", bytes))) {
            in.readNBytes(MOST_READ);
        } catch (BactrianException e) {
            Refusal.check(e);
        } catch (IOException e) {
            throw new AssertionError("not refused in words", e);
        }
    }

    private static void content(byte[] bytes) {
        try (Content found = new Content(new ByteArrayInputStream(bytes))) {
            new SignatureCheck(KEYS).signers(found);
        } catch (BactrianException e) {
            Refusal.check(e);
        } catch (IOException e) {
            // its reader puts that into words
        }
    }
}
