package org.bactrian.chain.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.bactrian.chain.FileChange;
import org.bactrian.chain.Quoting;
import org.bactrian.chain.SetId;
import org.bactrian.chain.TimeText;
import org.bactrian.source.EntryName;

/** {@code collection-status --file-changed} and {@code --show-changes-in-set} (spec 7.2), from the Filelists of manifests. */
public final class FileChangesText {
    private static final String RULE = "-------------------------";
    private static final String CHANGE = "Type of file change:";

    private FileChangesText() {
    }

    /**
     * A set that did something to the file in question.
     *
     * @param set  the set
     * @param mark what it did
     */
    public record Change(SetId set, FileChange.Mark mark) {
    }

    /** A Filelist that can be read more than once, for it is too long to be kept. */
    @FunctionalInterface
    public interface Changes {
        /** Passes all changes of the set, in order. */
        void forEach(Consumer<FileChange> receiver) throws IOException;
    }

    /** {@code --file-changed}: which sets of the active chain did what to one file. */
    public static List<String> ofFile(EntryName file, List<Change> changes, ZoneId zone) {
        List<String> lines = new ArrayList<>(List.of(RULE, "File: " + file, "Total number of backup: " + changes.size(),
                String.format("%20s   %30s  %20s", "Type of backup set:", "Time:", CHANGE)));
        for (Change change : changes) {
            String word = change.mark().word();
            String shown = "b'" + word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1) + "'";
            lines.add(String.format("%20s   %30s  %20s", StatusText.type(change.set().isFull()),
                    TimeText.asctime(change.set().time(), zone), shown));
        }
        lines.add(RULE);
        return lines;
    }

    /**
     * {@code --show-changes-in-set}: what one set did to all files. Reads the changes twice, for the width of the names comes first.
     *
     * @param out receives the lines
     */
    public static void ofSet(Instant time, Changes changes, ZoneId zone, Consumer<String> out) throws IOException {
        int[] width = {"File:".length()};
        long[] count = {0};
        changes.forEach(change -> {
            width[0] = Math.max(width[0], quoted(change.name()).length);
            count[0]++;
        });
        out.accept(RULE);
        out.accept(" Backup set time: " + TimeText.asctime(time, zone));
        out.accept("Total number of changes: " + count[0]);
        out.accept(padded("File:", width[0]) + "  " + CHANGE);
        changes.forEach(change -> out.accept(padded(shown(change.name()), width[0]) + String.format("  %20s", change.mark().word())));
        out.accept(RULE);
    }

    private static byte[] quoted(EntryName name) {
        return name.isRoot() ? new byte[] {'.'} : Quoting.quote(name.toBytes());
    }

    /** A byte that is not UTF-8 shows as U+FFFD; duplicity stops there. */
    private static String shown(EntryName name) {
        return new String(quoted(name), StandardCharsets.UTF_8);
    }

    /** @param width in bytes, as duplicity takes it, though it pads by characters */
    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.codePointCount(0, text.length())));
    }
}
