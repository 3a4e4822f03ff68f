package org.bactrian.rsync;

import java.util.Optional;
import java.util.function.Supplier;

/** The four kinds of librsync signatures by the number they begin with (spec 4.2). */
public enum SignatureMagic {
    /** What duplicity always asks for. */
    ROLLSUM_MD4(0x72730136, WeakSum.ROLLSUM, Md4.LENGTH, Md4::new),
    /** Readable from librsync 1.0 on. */
    ROLLSUM_BLAKE2B(0x72730137, WeakSum.ROLLSUM, Blake2b.LENGTH, Blake2b::new),
    /** Readable from librsync 2.2 on. */
    RABIN_KARP_MD4(0x72730146, WeakSum.RABIN_KARP, Md4.LENGTH, Md4::new),
    /** Readable from librsync 2.2 on. */
    RABIN_KARP_BLAKE2B(0x72730147, WeakSum.RABIN_KARP, Blake2b.LENGTH, Blake2b::new);

    private final int number;
    private final WeakSum weakSum;
    private final int strongLength;
    private final Supplier<StrongSum> strongSum;

    SignatureMagic(int number, WeakSum weakSum, int strongLength, Supplier<StrongSum> strongSum) {
        this.number = number;
        this.weakSum = weakSum;
        this.strongLength = strongLength;
        this.strongSum = strongSum;
    }

    /** The first four bytes, big-endian. */
    public int number() {
        return number;
    }

    /** The weak sum of each block. */
    public WeakSum weakSum() {
        return weakSum;
    }

    /** The bytes of an untruncated strong sum. */
    public int strongLength() {
        return strongLength;
    }

    /** The strong sum of each block, with scratch memory of its own. */
    StrongSum newStrongSum() {
        return strongSum.get();
    }

    /** The kind with this number. */
    public static Optional<SignatureMagic> of(int number) {
        for (SignatureMagic magic : values()) {
            if (magic.number == number) {
                return Optional.of(magic);
            }
        }
        return Optional.empty();
    }
}
