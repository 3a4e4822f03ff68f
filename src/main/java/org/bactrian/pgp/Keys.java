package org.bactrian.pgp;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;

/**
 * All keys at hand, from several sources asked in order. Thread-safe.
 */
public final class Keys {
    private final List<KeySource> sources;
    private final Clock clock;

    /**
     * @param sources in the order they are asked
     * @param clock   tells which keys have expired
     */
    public Keys(List<KeySource> sources, Clock clock) {
        this.sources = List.copyOf(sources);
        this.clock = clock;
    }

    /** No keys at all. */
    public static Keys none() {
        return new Keys(List.of(), Clock.systemUTC());
    }

    /** A key as it was chosen. */
    record Chosen(Certificate certificate, PGPPublicKey key) {
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * The key that a name means; for signing, one with a secret part.
     *
     * @param kind of the error if there is none
     * @throws BactrianException naming the key and the reason: unknown, ambiguous, expired, revoked, not for this use
     */
    Chosen choose(KeyName name, CertifiedKey.Use use, ErrorKind kind) {
        List<Chosen> usable = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (Certificate each : matching(name)) {
            List<PGPPublicKey> keys = each.usable(use, name, now());
            Optional<PGPPublicKey> key = keys.stream()
                    .filter(one -> use == CertifiedKey.Use.ENCRYPT || secretPart(one).isPresent()).findFirst();
            key.ifPresent(one -> usable.add(new Chosen(each, one)));
            if (key.isEmpty()) {
                reasons.add(each.title() + " " + (keys.isEmpty() ? each.whyNot(use, name, now())
                        : "has no secret key here"));
            }
        }
        if (usable.size() == 1) {
            return usable.get(0);
        }
        if (usable.size() > 1) {
            throw new BactrianException(kind, "the key name '" + name + "' is ambiguous: "
                    + String.join(", ", usable.stream().map(each -> each.certificate().title()).toList()),
                    "give a fingerprint");
        }
        if (reasons.isEmpty()) {
            throw new BactrianException(kind, "no public key '" + name + "' in " + places(),
                    "import it or give a --key-file");
        }
        throw new BactrianException(kind, "the key '" + name + "' cannot be used: " + String.join("; ", reasons),
                "give another key");
    }

    /** All certificates of a name, valid or not, each once. */
    List<Certificate> matching(KeyName name) {
        Map<String, Certificate> found = new LinkedHashMap<>();
        for (KeySource source : sources) {
            for (PGPPublicKeyRing ring : source.publicKeys()) {
                if (name.matches(ring)) {
                    Certificate certificate = new Certificate(ring);
                    found.putIfAbsent(certificate.fingerprint(), certificate);
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** The ring that has a key of this id. */
    Optional<PGPPublicKeyRing> withKey(long keyId) {
        for (KeySource source : sources) {
            for (PGPPublicKeyRing ring : source.publicKeys()) {
                if (ring.getPublicKey(keyId) != null) {
                    return Optional.of(ring);
                }
            }
        }
        return Optional.empty();
    }

    /** All keys of an algorithm that there is a secret part of; for messages that hide whom they are for. */
    List<PGPPublicKey> withSecretPart(int algorithm) {
        List<PGPPublicKey> found = new ArrayList<>();
        for (KeySource source : sources) {
            for (PGPPublicKeyRing ring : source.publicKeys()) {
                for (PGPPublicKey key : ring) {
                    if (key.getAlgorithm() == algorithm && source.secretPart(key).isPresent()) {
                        found.add(key);
                    }
                }
            }
        }
        return found;
    }

    /**
     * The secret part of a key, from the first source that has it; one that is really there before one that is
     * elsewhere.
     */
    Optional<SecretPart> secretPart(PGPPublicKey key) {
        List<SecretPart> parts = sources.stream().map(source -> source.secretPart(key)).flatMap(Optional::stream)
                .toList();
        return parts.stream().filter(part -> !part.isElsewhere()).findFirst().or(() -> parts.stream().findFirst());
    }

    /** The gpg program, if a source allows to ask it. */
    Optional<GpgProgram> gpg() {
        return sources.stream().map(KeySource::gpg).flatMap(Optional::stream).findFirst();
    }

    private String places() {
        return sources.isEmpty() ? "no place: none was given"
                : String.join(", ", sources.stream().map(Object::toString).toList());
    }
}
