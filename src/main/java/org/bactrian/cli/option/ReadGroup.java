package org.bactrian.cli.option;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.log.NameText;
import org.bactrian.request.ReadRequest.OwnerMode;
import org.bactrian.request.ReadRequest.Rename;
import picocli.CommandLine.Option;

/** What is read of the backup, and how it is put back. */
public final class ReadGroup {
    @Option(names = {"-t", "--time", "--restore-time"}, paramLabel = "TIME",
            description = "the state at TIME: 3D, 2h30m, 2026-04-26, 2026-04-26T04:22:01+02:00 (default: now)")
    public String time;

    @Option(names = {"-r", "--path-to-restore", "--file-to-restore"}, paramLabel = "PATH",
            description = "only PATH, relative to the source")
    public String path;

    @Option(names = "--compare-data", description = "verify: compare contents byte for byte")
    public boolean compareData;

    @Option(names = "--numeric-owner", description = "restore: owners by number")
    private boolean numericOwner;

    @Option(names = {"--no-restore-ownership", "--do-not-restore-ownership"}, description = "restore: leave owners alone")
    private boolean noOwnership;

    private final List<String> renames = new ArrayList<>();

    @Option(names = "--rename", arity = "2", paramLabel = "FROM TO", hideParamSyntax = true,
            description = "restore: what was below FROM comes below TO (repeatable)")
    void rename(List<String> fromAndTo) {
        if (fromAndTo != null) {
            renames.clear();
            renames.addAll(fromAndTo);
        }
    }

    /** How owners are set; not at all wins. */
    public OwnerMode ownership() {
        return noOwnership ? OwnerMode.NONE : numericOwner ? OwnerMode.NUMBERS : OwnerMode.NAMES;
    }

    /** The renames in order. */
    public List<Rename> renames() {
        List<Rename> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < renames.size(); i += 2) {
            pairs.add(new Rename(relative(renames.get(i)), relative(renames.get(i + 1))));
        }
        return pairs;
    }

    /** Bytes of a path without slashes at its ends; {@code .} and nothing are the root. */
    public static byte[] relative(String path) {
        String bare = path.replaceAll("^/+|/+$", "");
        return bare.equals(".") ? new byte[0] : NameText.bytes(bare);
    }
}
