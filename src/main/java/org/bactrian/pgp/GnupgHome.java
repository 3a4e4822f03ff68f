package org.bactrian.pgp;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bouncycastle.gpg.keybox.KeyBlob;
import org.bouncycastle.gpg.keybox.PublicKeyRingBlob;
import org.bouncycastle.gpg.keybox.bc.BcKeyBox;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;

/**
 * A GnuPG home folder: public keys in {@code pubring.kbx} or {@code pubring.gpg}, secret ones in
 * {@code private-keys-v1.d} (2.1 and later) or {@code secring.gpg}. Read only, without gpg. Thread-safe.
 */
public final class GnupgHome implements KeySource {
    private static final int MOST_KEY = 1024 * 1024;

    private final Path folder;
    private final String program;
    private List<PGPPublicKeyRing> rings;
    private List<AgentKey> agentKeys;
    private final List<KeyFile> files = new ArrayList<>();

    /** With {@code gpg} from PATH. */
    public GnupgHome(Path folder) {
        this(folder, "gpg");
    }

    /** @param program what to ask for keys that only gpg-agent or a smart card has */
    public GnupgHome(Path folder, String program) {
        this.folder = folder;
        this.program = program;
    }

    /** The home gpg would use: {@code GNUPGHOME}, else {@code .gnupg} in the user's home. */
    public static GnupgHome usual() {
        String named = System.getenv("GNUPGHOME");
        return new GnupgHome(named != null && !named.isEmpty() ? Path.of(named)
                : Path.of(System.getProperty("user.home"), ".gnupg"));
    }

    @Override
    public synchronized List<PGPPublicKeyRing> publicKeys() {
        if (rings == null) {
            List<PGPPublicKeyRing> found = new ArrayList<>();
            for (String name : new String[] {"pubring.gpg", "secring.gpg"}) {
                Path path = folder.resolve(name);
                if (isThere(path)) {
                    files.add(new KeyFile(path));
                    found.addAll(files.get(files.size() - 1).publicKeys());
                }
            }
            Path box = folder.resolve("pubring.kbx");
            if (isThere(box)) {
                readBox(box, found);
            }
            rings = List.copyOf(found);
        }
        return rings;
    }

    @Override
    public synchronized Optional<SecretPart> secretPart(PGPPublicKey key) {
        for (AgentKey each : agentKeys()) {
            try {
                if (each.isOf(key)) {
                    return Optional.of(new Kept(each, key));
                }
            } catch (PgpFormatException e) {
                continue; // not of this key, then
            }
        }
        publicKeys();
        return files.stream().map(file -> file.secretPart(key)).flatMap(Optional::stream).findFirst();
    }

    @Override
    public Optional<GpgProgram> gpg() {
        return Optional.of(new GpgProgram(program, folder));
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    private List<AgentKey> agentKeys() {
        if (agentKeys == null) {
            List<AgentKey> found = new ArrayList<>();
            Path secrets = folder.resolve("private-keys-v1.d");
            if (Files.isDirectory(secrets)) {
                try (DirectoryStream<Path> paths = Files.newDirectoryStream(secrets, "*.key")) {
                    for (Path path : paths) {
                        readAgentKey(path, found);
                    }
                } catch (IOException e) {
                    throw unreadable(secrets, e);
                }
            }
            agentKeys = found;
        }
        return agentKeys;
    }

    /** A file that cannot be read is as good as no file: gpg passes over it too. */
    private static void readAgentKey(Path path, List<AgentKey> found) throws IOException {
        if (Files.isRegularFile(path) && Files.size(path) <= MOST_KEY) {
            try {
                found.add(AgentKey.parse(Files.readAllBytes(path)));
            } catch (PgpFormatException e) {
                return;
            }
        }
    }

    private static boolean isThere(Path path) {
        return path.toFile().length() > 0;
    }

    private static void readBox(Path path, List<PGPPublicKeyRing> found) {
        try {
            for (KeyBlob blob : new BcKeyBox(Files.readAllBytes(path)).getKeyBlobs()) {
                if (blob instanceof PublicKeyRingBlob ring) {
                    found.add(ring.getPGPPublicKeyRing());
                }
            }
        } catch (IOException | RuntimeException e) {
            throw unreadable(path, e);
        }
    }

    private static BactrianException unreadable(Path path, Exception e) {
        return new BactrianException(ErrorKind.USER_ERROR, "cannot read " + path + ": " + e.getMessage(),
                "see whether gpg can; or give a --key-file", e);
    }

    private record Kept(AgentKey secret, PGPPublicKey key) implements SecretPart {
        @Override
        public boolean isElsewhere() {
            return secret.isElsewhere();
        }

        @Override
        public boolean isLocked() {
            return secret.isLocked();
        }

        @Override
        public Optional<PGPPrivateKey> unlock(Passphrase passphrase) {
            return secret.unlock(key, passphrase);
        }
    }
}
