package org.bactrian.seal;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * A sealed object taken from a stream that can be read only once, kept so that it can be read again: small ones in
 * memory, others in a file without a name (mode 0600, unlinked as soon as it is open) that vanishes with this object or
 * the process. Length and SHA-1 come from the same pass. Holds sealed bytes only. Reading is thread-safe.
 */
public final class Spool implements SealedInput, Closeable {
    /** Objects up to this size stay in memory. */
    static final int IN_MEMORY = 1024 * 1024;
    private static final int BUFFER = 64 * 1024;

    private final String name;
    private final long length;
    private final String sha1;
    private final byte[] memory;
    private final FileChannel file;
    private volatile LongConsumer reads = count -> { };

    private Spool(String name, long length, MessageDigest sha1, byte[] memory, FileChannel file) {
        this.name = name;
        this.length = length;
        this.sha1 = HexFormat.of().formatHex(sha1.digest());
        this.memory = memory;
        this.file = file;
    }

    /**
     * Takes all bytes of a stream.
     *
     * @param in     read to its end; not closed
     * @param name   the object's name, for messages
     * @param folder where a file may be made
     * @throws IOException if the stream fails, or no file can be made in the folder
     * @throws org.bactrian.error.BactrianException TEMP_SPACE if the folder has no room; nothing is left behind, whatever fails
     */
    public static Spool of(InputStream in, String name, Path folder) throws IOException {
        MessageDigest sha1 = SealedOutput.digest("SHA-1");
        byte[] first = in.readNBytes(IN_MEMORY + 1);
        if (first.length <= IN_MEMORY) {
            sha1.update(first);
            return new Spool(name, first.length, sha1, first, null);
        }
        FileChannel file = unnamedFile(folder);
        try {
            OutputStream out = new DigestOutputStream(new SpoolOutput(Channels.newOutputStream(file), name, folder), sha1);
            out.write(first);
            long length = first.length;
            byte[] buffer = new byte[BUFFER];
            for (int count; (count = in.read(buffer)) >= 0; length += count) {
                out.write(buffer, 0, count);
            }
            return new Spool(name, length, sha1, null, file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Has each read from its file told, in bytes; from memory nothing is. */
    public void onRead(LongConsumer listener) {
        reads = listener;
    }

    @Override
    public InputStream openStream() {
        return memory != null ? new ByteArrayInputStream(memory) : new FileStream();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public String name() {
        return name;
    }

    /** Lower-case hex SHA-1 of the sealed bytes. */
    public String sha1() {
        return sha1;
    }

    /** Lower-case hex MD5 of the sealed bytes, which are read for it: hardly a manifest asks for one. */
    public String md5() throws IOException {
        MessageDigest md5 = SealedOutput.digest("MD5");
        try (InputStream in = new DigestInputStream(openStream(), md5)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(md5.digest());
    }

    /** Gives back the room on disk; streams still open fail from then on. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private static FileChannel unnamedFile(Path folder) throws IOException {
        FileAttribute<?>[] attributes = Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        Path path = folder.resolve("bactrian-" + UUID.randomUUID() + ".sealed");
        return FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE), attributes);
    }

    /** Reads at positions of its own, so that several streams can share the file. */
    private final class FileStream extends InputStream {
        private long position;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            int read = file.read(ByteBuffer.wrap(bytes, offset, count), position);
            position += Math.max(0, read);
            reads.accept(Math.max(0, read));
            return read;
        }
    }
}
