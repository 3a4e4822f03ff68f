package org.bactrian.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.bactrian.source.EntryName;
import org.bactrian.source.RawPath;

/**
 * A tree as the text that the golden chains' {@code tree-N.tsv} files hold: one line an entry, tab-separated: path,
 * type, mode, size (or major:minor), SHA-256, mtime in seconds, link target, uid, gid. Read from such a file, or made from
 * a real folder. Two of them are compared with {@link #differencesFrom}, which gives lines a person can read.
 */
public final class TreeListing {
    private static final String HEADER = "path\ttype\tmode\tsize_or_dev\tsha256\tmtime\tlink\tuid\tgid";
    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/-+,=@:~^";

    /** The lines without the path, by the real name, in archive order. */
    private final Map<EntryName, String[]> lines = new TreeMap<>();

    private TreeListing() {
    }

    /** Reads a {@code tree-N.tsv}. */
    public static TreeListing read(Path tsv) throws IOException {
        TreeListing listing = new TreeListing();
        List<String> text = Files.readAllLines(tsv, StandardCharsets.US_ASCII);
        if (!text.get(0).equals(HEADER)) {
            throw new IOException(tsv + " is no tree listing");
        }
        for (String line : text.subList(1, text.size())) {
            String[] columns = line.split("\t", -1);
            if (columns.length != HEADER.split("\t").length) {
                throw new IOException("bad line in " + tsv + ": " + line);
            }
            listing.lines.put(unescaped(columns[0]), columns);
        }
        return listing;
    }

    /** The listing of a golden chain at a time, e.g. {@code golden("plain", 0)}. */
    public static TreeListing golden(String chain, int time) throws IOException {
        return read(Path.of("src/test/resources/goldens", chain, "tree-" + time + ".tsv"));
    }

    /** Lists a folder (or a single file), reading every file. */
    public static TreeListing of(Path root) throws IOException {
        TreeListing listing = new TreeListing();
        listing.add(root, EntryName.ROOT);
        return listing;
    }

    /** The part at and below a name, as a listing of its own with that name as root. */
    public TreeListing below(String name) {
        EntryName top = EntryName.of(name);
        TreeListing part = new TreeListing();
        lines.forEach((entry, columns) -> {
            if (entry.startsWith(top)) {
                byte[] bytes = entry.toBytes();
                int skip = Math.min(bytes.length, top.isRoot() ? 0 : top.length() + 1);
                part.lines.put(EntryName.of(Arrays.copyOfRange(bytes, skip, bytes.length)), columns);
            }
        });
        return part;
    }

    /** The listing without one column's content, e.g. {@code "uid"}: for a run that may not set it. */
    public TreeListing ignoring(String column) {
        int index = List.of(HEADER.split("\t")).indexOf(column);
        TreeListing other = new TreeListing();
        lines.forEach((name, columns) -> {
            String[] copy = columns.clone();
            copy[index] = "-";
            other.lines.put(name, copy);
        });
        return other;
    }

    /** The listing without owners: for tests that do not run as root. */
    public TreeListing ignoringOwners() {
        return ignoring("uid").ignoring("gid");
    }

    /** The names listed, in archive order. */
    public List<EntryName> names() {
        return List.copyOf(lines.keySet());
    }

    /** Each difference as one line; empty if the trees are the same. */
    public List<String> differencesFrom(TreeListing expected) {
        List<String> differences = new ArrayList<>();
        Map<EntryName, String[]> all = new TreeMap<>(expected.lines);
        all.putAll(lines);
        String[] columnNames = HEADER.split("\t");
        for (EntryName name : all.keySet()) {
            String[] want = expected.lines.get(name);
            String[] have = lines.get(name);
            if (want == null) {
                differences.add("not expected: " + line(name, have));
            } else if (have == null) {
                differences.add("missing:      " + line(name, want));
            } else {
                for (int i = 1; i < want.length; i++) {
                    if (!want[i].equals(have[i])) {
                        differences.add(escaped(name.toBytes()) + ": " + columnNames[i] + " is " + have[i] + ", expected " + want[i]);
                    }
                }
            }
        }
        return differences;
    }

    /** As the text of a {@code tree-N.tsv}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        lines.forEach((name, columns) -> text.append(line(name, columns)).append('\n'));
        return text.toString();
    }

    private static String line(EntryName name, String[] columns) {
        String[] copy = columns.clone();
        copy[0] = escaped(name.isRoot() ? new byte[] {'.'} : name.toBytes());
        return String.join("\t", copy);
    }

    private void add(Path path, EntryName name) throws IOException {
        Map<String, Object> stat = Files.readAttributes(path, "unix:mode,rdev,size,uid,gid,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) stat.get("mode");
        String type = type(mode);
        String[] columns = {"", type, String.format("%04o", mode & 07777), "-", "-", "-", "-", "" + stat.get("uid"), "" + stat.get("gid")};
        switch (type) {
            case "file" -> {
                columns[3] = "" + stat.get("size");
                columns[4] = sha256(path);
            }
            case "symlink" -> columns[6] = escaped(RawPath.linkTarget(path));
            case "char", "block" -> columns[3] = device((long) stat.get("rdev"));
            default -> {
            }
        }
        if (!type.equals("symlink")) {
            columns[5] = "" + ((FileTime) stat.get("lastModifiedTime")).to(TimeUnit.SECONDS);
        }
        lines.put(name, columns);
        if (type.equals("dir")) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                for (Path child : children) {
                    add(child, name.child(RawPath.nameBytes(child)));
                }
            }
        }
    }

    private static String type(int mode) {
        return switch (mode & 0170000) {
            case 0100000 -> "file";
            case 0040000 -> "dir";
            case 0120000 -> "symlink";
            case 0010000 -> "fifo";
            case 0020000 -> "char";
            case 0060000 -> "block";
            default -> "socket";
        };
    }

    private static String device(long rdev) {
        long major = rdev >> 8 & 0xfff | rdev >> 32 & 0xfffff000L;
        long minor = rdev & 0xff | rdev >> 12 & 0xffffff00L;
        return major + ":" + minor;
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            text.append(PLAIN.indexOf(b & 0xff) >= 0 ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return text.toString();
    }

    private static EntryName unescaped(String path) {
        if (path.equals(".")) {
            return EntryName.ROOT;
        }
        byte[] bytes = new byte[path.length()];
        int n = 0;
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%') {
                bytes[n++] = (byte) Integer.parseInt(path, i + 1, i + 3, 16);
                i += 2;
            } else {
                bytes[n++] = (byte) path.charAt(i);
            }
        }
        return EntryName.of(Arrays.copyOf(bytes, n));
    }
}
