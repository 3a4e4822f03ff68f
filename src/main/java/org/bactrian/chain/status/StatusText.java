package org.bactrian.chain.status;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.TimeText;

/**
 * {@code collection-status} in the words of duplicity 0.8 (spec 7.2), and its machine record. Two kinds of stores read
 * differently, because we know better: an unfinished set counts as incomplete also if the archive directory has the beginning of
 * its manifest, and stray signatures do not make the last chain a secondary one.
 * Protected sets, which duplicity knows nothing of, come last.
 */
public final class StatusText {
    private static final String RULE = "-------------------------";
    private static final String ROW = "%20s   %30s   %15s";

    private StatusText() {
    }

    /** {@code Last full backup date: Mon Jan  1 00:00:00 2024}, or {@code … none}; said by most commands. */
    public static String lastFull(BackupCollection collection, ZoneId zone) {
        return "Last full backup date: " + collection.lastFull().map(time -> TimeText.asctime(time, zone)).orElse("none");
    }

    /**
     * The lines of the status, without the line of {@link #lastFull} before them.
     *
     * @param archive the archive directory
     * @param zone    the user's
     */
    public static List<String> lines(BackupCollection collection, Path archive, ZoneId zone) {
        List<String> lines = new ArrayList<>(List.of("Collection Status", "-----------------",
                "Connecting with backend: BackendWrapper", "Archive dir: " + archive, ""));
        List<BackupChain> secondary = collection.secondaryChains();
        lines.add("Found " + secondary.size() + " secondary backup chain" + (secondary.size() == 1 ? "." : "s."));
        for (int i = 0; i < secondary.size(); i++) {
            lines.add("Secondary chain " + (i + 1) + " of " + secondary.size() + ":");
            addChain(lines, secondary.get(i), zone);
            lines.add("");
        }
        if (collection.active().isPresent()) {
            lines.add("");
            lines.add("Found primary backup chain with matching signature chain:");
            addChain(lines, collection.active().get().chain(), zone);
        } else {
            lines.add("No backup chains with active signatures found");
        }
        addLeftovers(lines, collection);
        if (!collection.protections().isEmpty()) {
            lines.add("Protected from removal, with all they build on:");
            collection.protections().keySet().forEach(set ->
                    lines.add(String.format(ROW, type(set.isFull()), TimeText.asctime(set.time(), zone), "").stripTrailing()));
        }
        return lines;
    }

    private static void addChain(List<String> lines, BackupChain chain, ZoneId zone) {
        lines.add(RULE);
        lines.add("Chain start time: " + TimeText.asctime(chain.start(), zone));
        lines.add("Chain end time: " + TimeText.asctime(chain.end(), zone));
        lines.add("Number of contained backup sets: " + chain.sets().size());
        lines.add("Total number of contained volumes: " + chain.volumeCount());
        lines.add(String.format(ROW, "Type of backup set:", "Time:", "Num volumes:"));
        for (BackupSet set : chain.sets()) {
            lines.add(String.format(ROW, type(set.isFull()), TimeText.asctime(set.time(), zone), set.volumeCount()));
        }
        lines.add(RULE);
    }

    static String type(boolean full) {
        return full ? "Full" : "Incremental";
    }

    private static void addLeftovers(List<String> lines, BackupCollection collection) {
        int orphaned = collection.orphaned().size();
        int incomplete = collection.incomplete().size();
        if (orphaned + incomplete == 0) {
            lines.add("No orphaned or incomplete backup sets found.");
            return;
        }
        lines.add("Also found " + orphaned + " backup set" + (orphaned == 1 ? "" : "s") + " not part of any chain,");
        lines.add("and " + incomplete + " incomplete backup set" + (incomplete == 1 ? "." : "s."));
        lines.add("These may be deleted by running duplicity with the \"cleanup\" command.");
    }

    /** The continuation lines of the record {@code INFO 3} in the machine log (spec 12.3). */
    public static List<String> record(BackupCollection collection) {
        List<String> lines = new ArrayList<>(List.of("backend BackendWrapper", "archive-dir (. dir)"));
        List<BackupChain> secondary = collection.secondaryChains();
        for (int i = 0; i < secondary.size(); i++) {
            lines.add("chain-no-sig " + i);
            addSets(lines, secondary.get(i));
        }
        collection.active().ifPresent(active -> {
            lines.add("chain-complete");
            addSets(lines, active.chain());
        });
        lines.add("orphaned-sets-num " + collection.orphaned().size());
        lines.add("incomplete-sets-num " + collection.incomplete().size());
        return lines;
    }

    private static void addSets(List<String> lines, BackupChain chain) {
        for (BackupSet set : chain.sets()) {
            lines.add(" " + set.id().word() + " " + TimeText.compact(set.time()) + " " + set.volumeCount()
                    + (set.isEncrypted() ? " enc" : " noenc"));
        }
    }
}
