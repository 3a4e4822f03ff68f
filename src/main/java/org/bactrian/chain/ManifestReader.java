package org.bactrian.chain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.EntryName;

/**
 * Reads manifests, also old, resumed and hostile ones (spec 2.3). Field names in any case; the Filelist before or after
 * the volumes; of a volume that occurs twice the later block counts, and if the last block's number is below an earlier
 * one, all above it are dropped (a resumed backup). Unknown lines are skipped.
 *
 * <p>A manifest that was cut off is refused where that can be seen: no line end at the end, a block without paths or
 * hash, a gap in the numbers, no volume at all. A short Filelist is only noted ({@link Manifest#filelistWhole}), for the
 * volumes before it are all there.
 *
 * <p>Bounds: lines of 1 MiB, 300 000 volumes (60 TB of the usual size), 64 MiB of paths. One thread, one manifest.
 */
public final class ManifestReader {
    static final int LONGEST_LINE = 1 << 20;
    private static final int MOST_VOLUMES = 300_000;
    private static final long MOST_PATH_BYTES = 64L << 20;
    private static final FileChange.Mark[] MARKS = FileChange.Mark.values();
    private static final int LONGEST_HEADER = 1 << 16;

    private final String name;
    /** Null if nobody wants to know. */
    private final Consumer<FileChange> changes;
    private final boolean unfinished;
    private final TreeMap<Integer, Manifest.Volume> volumes = new TreeMap<>();
    private String hostname;
    private byte[] localDir;
    private SetTies ties = SetTies.NONE;
    private VolumeBlock block;
    private int lastNumber;
    private boolean inFilelist;
    private OptionalLong announced = OptionalLong.empty();
    private long listed;
    private long pathBytes;

    private ManifestReader(String name, Consumer<FileChange> changes, boolean unfinished) {
        this.name = name;
        this.changes = changes;
        this.unfinished = unfinished;
    }

    /**
     * Reads a finished manifest.
     *
     * @param in      its plain bytes; read to the end, not closed
     * @param name    the object's name, for messages
     * @param changes is given each line of the Filelist, in order
     * @throws BactrianException MANIFEST_UNREADABLE if it is damaged or beyond the bounds
     * @throws IOException       as of the stream
     */
    public static Manifest read(InputStream in, String name, Consumer<FileChange> changes) throws IOException {
        return new ManifestReader(name, changes, false).run(in);
    }

    /** Reads a finished manifest and passes over its Filelist. */
    public static Manifest read(InputStream in, String name) throws IOException {
        return new ManifestReader(name, null, false).run(in);
    }

    /**
     * Reads the finished manifest of a certain set and passes over its Filelist.
     *
     * @throws BactrianException MANIFEST_UNREADABLE also if it is that of another set
     */
    public static Manifest read(InputStream in, String name, SetId set) throws IOException {
        Manifest manifest = read(in, name);
        manifest.ties().requireSet(set, name);
        return manifest;
    }

    /** Reads the manifest of an unfinished backup: what is whole of it, perhaps nothing; a last block cut off is dropped. */
    public static Manifest readUnfinished(InputStream in, String name) throws IOException {
        return new ManifestReader(name, null, true).run(in);
    }

    private Manifest run(InputStream in) throws IOException {
        LineReader lines = new LineReader(in, LONGEST_LINE);
        try {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                if (lines.lineEnded()) {
                    line(line);
                } else if (!unfinished) {
                    throw damaged("its last line is cut off");
                }
            }
        } catch (LineReader.TooLongException e) {
            throw damaged("a line is longer than " + LONGEST_LINE + " bytes");
        }
        endBlock(true);
        volumes.tailMap(lastNumber, false).clear();
        Manifest manifest = new Manifest(hostname, localDir, volumes.values().stream().toList(), announced, listed, ties);
        if (!unfinished) {
            check(manifest);
        }
        return manifest;
    }

    private void check(Manifest manifest) {
        if (manifest.volumes().isEmpty()) {
            throw damaged("it names no volume");
        }
        manifest.firstGap().ifPresent(gap -> {
            throw damaged("it lacks volume " + gap);
        });
    }

    private void line(byte[] line) {
        Fields fields = new Fields(line);
        if (inFilelist && line.length > 0 && Quoting.isSpace(line[0])) {
            change(fields);
            return;
        }
        String word = fields.word().toLowerCase(Locale.ROOT);
        switch (word) {
            case "volume" -> beginBlock(fields);
            case "filelist" -> beginFilelist(fields);
            case "hostname" -> hostname = new String(header(fields.rest()), StandardCharsets.UTF_8);
            case "localdir" -> localDir = Quoting.unquote(header(fields.rest()));
            case "startingpath", "endingpath" -> place(word, fields);
            case "hash" -> {
                if (block != null) {
                    block.hash(fields.word(), fields.word());
                }
            }
            default -> ties = ties.with(word, fields);
        }
    }

    private byte[] header(byte[] value) {
        if (value.length > LONGEST_HEADER) {
            throw damaged("its header is too long");
        }
        return value;
    }

    private void beginBlock(Fields fields) {
        endBlock(false);
        inFilelist = false;
        String number = fields.word();
        int colon = number.indexOf(':');
        OptionalLong value = Fields.number(colon < 0 ? number : number.substring(0, colon));
        if (value.isEmpty() || value.getAsLong() < 1 || value.getAsLong() > MOST_VOLUMES) {
            throw damaged("it has a volume without a proper number");
        }
        block = new VolumeBlock((int) value.getAsLong());
    }

    private void place(String word, Fields fields) {
        if (block == null) {
            return;
        }
        byte[] path = Quoting.unquote(fields.quoted());
        pathBytes += path.length;
        if (pathBytes > MOST_PATH_BYTES) {
            throw damaged("its volumes' paths take more than " + MOST_PATH_BYTES + " bytes");
        }
        EntryName entry = path.length == 1 && path[0] == '.' ? EntryName.ROOT : EntryName.of(path);
        if (word.startsWith("s")) {
            block.start(entry, Fields.number(fields.word()));
        } else {
            block.end(entry, Fields.number(fields.word()));
        }
    }

    /** @param last at the end of the file, where an unfinished manifest may stop anywhere */
    private void endBlock(boolean last) {
        if (block == null) {
            return;
        }
        if (block.isWhole()) {
            Manifest.Volume volume = block.toVolume();
            volumes.put(volume.number(), volume);
            lastNumber = volume.number();
        } else if (!unfinished || !last) {
            throw damaged("its block of volume " + block.number() + " is not whole");
        }
        block = null;
    }

    private void beginFilelist(Fields fields) {
        endBlock(false);
        inFilelist = true;
        announced = Fields.number(fields.word());
    }

    private void change(Fields fields) {
        String word = fields.word().toLowerCase(Locale.ROOT);
        byte[] quoted = fields.quoted();
        for (FileChange.Mark mark : MARKS) {
            if (!mark.word().equals(word) || quoted.length == 0) {
                continue;
            }
            // a large Filelist is read over far more often than read
            byte[] path = changes == null ? quoted : Quoting.unquote(quoted);
            listed += path.length == 0 ? 0 : 1;
            if (changes != null && path.length > 0) {
                changes.accept(new FileChange(mark, path.length == 1 && path[0] == '.' ? EntryName.ROOT : EntryName.of(path)));
            }
        }
    }

    private BactrianException damaged(String why) {
        return new BactrianException(ErrorKind.MANIFEST_UNREADABLE, "The manifest " + name + " is damaged: " + why + ".",
                "If only the copy in the archive directory is damaged, delete that copy; it is fetched again from the store.");
    }
}
