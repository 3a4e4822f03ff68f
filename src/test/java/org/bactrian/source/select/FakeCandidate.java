package org.bactrian.source.select;

import java.nio.file.Path;
import org.bactrian.source.Candidate;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;
import org.bactrian.source.SourceEntry;

/** An entry that is nowhere; counts how often its attributes are asked for. */
final class FakeCandidate implements Candidate {
    private static final long ROOT_DEVICE = 1;

    int looks;
    private final String root;
    private final EntryName name;
    private final EntryType type;
    private final long mtime;
    private final long device;

    private FakeCandidate(String root, EntryName name, EntryType type, long mtime, long device) {
        this.root = root;
        this.name = name;
        this.type = type;
        this.mtime = mtime;
        this.device = device;
    }

    /** A file, or a folder if the path ends in a slash; the path begins with the root. */
    static FakeCandidate of(String root, String path) {
        boolean folder = path.endsWith("/");
        String bare = folder ? path.substring(0, path.length() - 1) : path;
        String relative = bare.substring(root.endsWith("/") ? root.length() : root.length() + 1);
        return new FakeCandidate(root, EntryName.of(PathText.encode(relative)),
                folder ? EntryType.DIRECTORY : EntryType.FILE, 1000, ROOT_DEVICE);
    }

    FakeCandidate with(EntryType other) {
        return new FakeCandidate(root, name, other, mtime, device);
    }

    FakeCandidate changedAt(long seconds) {
        return new FakeCandidate(root, name, type, seconds, device);
    }

    FakeCandidate onDevice(long number) {
        return new FakeCandidate(root, name, type, mtime, number);
    }

    @Override
    public EntryName name() {
        return name;
    }

    @Override
    public byte[] fullPath() {
        String separator = root.endsWith("/") ? "" : "/";
        return PathText.encode(root + separator + PathText.decode(name.toBytes()));
    }

    @Override
    public Path path() {
        looks++;
        return Path.of("/nowhere");
    }

    @Override
    public EntryType type() {
        looks++;
        return type;
    }

    @Override
    public SourceEntry entry() {
        looks++;
        if (type == null) {
            return null;
        }
        Entry entry = new Entry(name, type, 0644, 0, 0, "", "", mtime, 0, Entry.NO_TARGET, 0, 0);
        return new SourceEntry(name, Path.of("/nowhere"), SourceEntry.State.READABLE, entry, device, 1, 0);
    }

    @Override
    public long rootDevice() {
        return ROOT_DEVICE;
    }
}
