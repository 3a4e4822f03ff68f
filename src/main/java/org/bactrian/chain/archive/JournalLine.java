package org.bactrian.chain.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.SetId;
import org.bactrian.source.EntryName;

/**
 * The spelling of a journal's lines: the CRC-32 of what follows in eight hex digits, a space, a word, and its fields, each a
 * space before it. Names are hex, so that no byte of theirs is a space or a line end; {@code -} is an absent value.
 *
 * <pre>
 * set VERSION START TIME FIRST-OBJECT LISTED SEAL   times in seconds since 1970; the seal in base64
 * sealed N START BLOCK END BLOCK SHA1 MD5 LENGTH ENTRIES PIECES DIGEST SIGNATURES TAR LIST COUNT RAW ERRORS
 * stored N
 * manifest OBJECT MD5 LENGTH
 * </pre>
 */
final class JournalLine {
    private static final String VERSION = "1";
    private static final String NONE = "-";

    private final String[] fields;
    private int at;

    private JournalLine(String[] fields) {
        this.fields = fields;
    }

    static String begin(Journal.Begin begin) {
        return line("set", VERSION, begin.set().start().map(time -> "" + time.getEpochSecond()).orElse(NONE),
                begin.set().time().getEpochSecond(), hex(begin.firstObject()), begin.filesListed() ? 1 : 0,
                begin.seal().isEmpty() ? NONE : begin.seal());
    }

    static String sealed(JournalVolume volume) {
        Manifest.Volume block = volume.block();
        JournalMark mark = volume.mark();
        return line("sealed", block.number(), hex(block.start()), block(block.startBlock()), hex(block.end()),
                block(block.endBlock()), block.hashHex(), volume.md5(), volume.length(), mark.entries(), mark.pieces(),
                mark.digest(), mark.signatureBytes(), mark.signatureTar(), mark.listBytes(), mark.listCount(), mark.rawBytes(),
                mark.errors());
    }

    static String stored(int number) {
        return line("stored", number);
    }

    static String manifest(Journal.SealedManifest manifest) {
        return line("manifest", hex(manifest.object()), manifest.md5(), manifest.length());
    }

    private static String line(Object... fields) {
        StringBuilder text = new StringBuilder();
        for (Object field : fields) {
            text.append(' ').append(field);
        }
        return checksum(text.substring(1)) + text + "\n";
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return String.format("%08x", crc.getValue());
    }

    /** A line as it was written; empty if it is none, as one cut short is. */
    static Optional<JournalLine> read(String line) {
        boolean whole = line.length() > 9 && line.charAt(8) == ' ' && line.startsWith(checksum(line.substring(9)));
        return whole ? Optional.of(new JournalLine(line.substring(9).split(" ", -1))) : Optional.empty();
    }

    /** The next field, the word first. @throws IllegalArgumentException if there is none, as from all that follow */
    String word() {
        if (at == fields.length) {
            throw new IllegalArgumentException("a field is missing");
        }
        return fields[at++];
    }

    long number() {
        return Long.parseLong(word());
    }

    private int small() {
        return Integer.parseInt(word());
    }

    private EntryName name() {
        return EntryName.of(HexFormat.of().parseHex(word()));
    }

    private OptionalLong block() {
        long number = number();
        return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    Journal.Begin readBegin() {
        if (!word().equals(VERSION)) {
            throw new IllegalArgumentException("another version's journal");
        }
        String start = word();
        Instant time = Instant.ofEpochSecond(number());
        SetId set = start.equals(NONE) ? SetId.full(time) : SetId.increment(Instant.ofEpochSecond(Long.parseLong(start)), time);
        String object = text();
        boolean listed = number() == 1;
        String seal = word();
        return new Journal.Begin(set, object, listed, seal.equals(NONE) ? "" : seal);
    }

    JournalVolume readSealed() {
        int number = small();
        Manifest.Volume block = new Manifest.Volume(number, name(), block(), name(), block(), "SHA1", word());
        String md5 = word();
        long length = number();
        JournalMark mark = new JournalMark(number(), small(), word(), number(), number(), number(), number(), number(), number());
        return new JournalVolume(block, md5, length, mark, false);
    }

    Journal.SealedManifest readManifest() {
        return new Journal.SealedManifest(text(), word(), number());
    }

    private String text() {
        return new String(HexFormat.of().parseHex(word()), StandardCharsets.UTF_8);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(EntryName name) {
        return HexFormat.of().formatHex(name.toBytes());
    }

    private static long block(OptionalLong block) {
        return block.orElse(0);
    }
}
