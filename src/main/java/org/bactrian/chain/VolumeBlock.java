package org.bactrian.chain;

import java.util.Locale;
import java.util.OptionalLong;
import org.bactrian.source.EntryName;

/** A volume block of a manifest while it is read. Of several hashes SHA1 is kept, else MD5, else the last (spec 2.1). */
final class VolumeBlock {
    private static final int LONGEST_HASH = 256;

    private final int number;
    private EntryName start;
    private OptionalLong startBlock;
    private EntryName end;
    private OptionalLong endBlock;
    private String hashType;
    private String hashHex;

    VolumeBlock(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    void start(EntryName name, OptionalLong piece) {
        start = name;
        startBlock = piece;
    }

    void end(EntryName name, OptionalLong piece) {
        end = name;
        endBlock = piece;
    }

    void hash(String type, String hex) {
        String upper = type.toUpperCase(Locale.ROOT);
        boolean usable = !upper.isEmpty() && !hex.isEmpty() && upper.length() <= LONGEST_HASH && hex.length() <= LONGEST_HASH;
        if (usable && (hashType == null || rank(upper) >= rank(hashType))) {
            hashType = upper;
            hashHex = hex.toLowerCase(Locale.ROOT);
        }
    }

    private static int rank(String type) {
        return type.equals("SHA1") ? 2 : type.equals("MD5") ? 1 : 0;
    }

    boolean isWhole() {
        return start != null && end != null && hashType != null;
    }

    Manifest.Volume toVolume() {
        return new Manifest.Volume(number, start, startBlock, end, endBlock, hashType, hashHex);
    }
}
