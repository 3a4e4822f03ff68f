package org.bactrian.rsync;

import java.util.Objects;

/**
 * The header of a librsync signature (spec 4.2), all big-endian:
 * <pre>
 * offset size
 *      0    4  magic
 *      4    4  block length in bytes
 *      8    4  bytes of each strong sum that are kept
 * </pre>
 *
 * @param magic        which sums
 * @param blockLength  bytes in a block, 1 to {@link #MAX_BLOCK_LENGTH}
 * @param strongLength bytes kept of each strong sum, 1 to all
 */
public record SignatureFormat(SignatureMagic magic, int blockLength, int strongLength) {
    /** Bytes in a header. */
    public static final int HEADER_LENGTH = 12;
    /**
     * The longest block we write or accept, 64 MiB, because one block is held in memory when data is compared. The
     * square-root rule gets there with files of 4 PiB.
     */
    public static final int MAX_BLOCK_LENGTH = 1 << 26;

    /** What duplicity keeps of an MD4 sum (spec 4.2). */
    private static final int DUPLICITY_STRONG_LENGTH = 8;

    /** @throws IllegalArgumentException if a length is out of bounds */
    public SignatureFormat {
        Objects.requireNonNull(magic, "magic");
        if (blockLength < 1 || blockLength > MAX_BLOCK_LENGTH) {
            throw new IllegalArgumentException("block length " + blockLength);
        }
        if (strongLength < 1 || strongLength > magic.strongLength()) {
            throw new IllegalArgumentException("strong sum length " + strongLength);
        }
    }

    /** What duplicity writes: rollsum and eight bytes of MD4. */
    public static SignatureFormat md4(int blockLength) {
        return new SignatureFormat(SignatureMagic.ROLLSUM_MD4, blockLength, DUPLICITY_STRONG_LENGTH);
    }

    /** The strongest: RabinKarp and all 32 bytes of BLAKE2b; needs librsync 2.2 to be read by duplicity. */
    public static SignatureFormat blake2b(int blockLength) {
        return new SignatureFormat(SignatureMagic.RABIN_KARP_BLAKE2B, blockLength, Blake2b.LENGTH);
    }

    /** Bytes in a signature for one block: weak and strong sum. */
    public int recordLength() {
        return Integer.BYTES + strongLength;
    }

    /** Bytes in the signature of a file of {@code fileSize} bytes. */
    public long signatureLength(long fileSize) {
        long blocks = fileSize / blockLength + (fileSize % blockLength == 0 ? 0 : 1);
        return HEADER_LENGTH + blocks * recordLength();
    }

    void writeHeader(byte[] target, int offset) {
        BigEndian.putInt(target, offset, magic.number());
        BigEndian.putInt(target, offset + 4, blockLength);
        BigEndian.putInt(target, offset + 8, strongLength);
    }
}
