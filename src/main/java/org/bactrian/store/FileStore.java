package org.bactrian.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.SealedInput;

/**
 * The store that is built in: a folder. An object is written under a temporary name, compared with its checksum, synced
 * to the disk and only then renamed, so that under its own name it is whole or not there. Methods are the steps that
 * {@code routes/store-file.camel.yaml} names; see {@link StoreHeaders} for the contract. Thread-safe.
 */
public final class FileStore {
    private static final String TEMPORARY_SUFFIX = ".bactrian-tmp";
    private static final int BUFFER = 1 << 17;

    /**
     * Stores an object.
     *
     * @param target the folder's URL
     * @param object the object's name
     * @param body   the sealed bytes: an InputStream or a {@link SealedInput}
     * @param length how many they are
     * @param md5    their MD5, lower-case hex
     * @param ifNew  whether it is to be stored only if there is none of that name; may be null for no
     */
    public void put(String target, String object, Object body, long length, String md5, Boolean ifNew) {
        if (Boolean.TRUE.equals(ifNew)) {
            create(target, object, body, length, md5);
        } else {
            replace(target, object, body, length, md5);
        }
    }

    private static void replace(String target, String object, Object body, long length, String md5) {
        Path folder = Target.of(target).folder();
        Path temporary = folder.resolve("." + object + TEMPORARY_SUFFIX);
        try {
            Files.createDirectories(folder);
            try (InputStream in = open(body)) {
                write(in, temporary, object, length, md5, true);
            }
            Files.move(temporary, object(folder, object), StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } catch (IOException e) {
            throw failure("store", target, object, e);
        } finally {
            discard(temporary);
        }
    }

    /**
     * A link is made under a name that is free, or not at all. It need not outlast a crash, for its maker would not. Whoever tries at the
     * same time, on this host or another, has other bytes and so another temporary name.
     */
    private static void create(String target, String object, Object body, long length, String md5) {
        Path folder = Target.of(target).folder();
        Path temporary = folder.resolve("." + object + "-" + md5 + TEMPORARY_SUFFIX);
        try (InputStream in = open(body)) {
            write(in, temporary, object, length, md5, false);
            link(temporary, object(folder, object));
        } catch (FileAlreadyExistsException e) {
            throw new BactrianException(ErrorKind.OBJECT_EXISTS, "There is already an object " + object + " in " + target,
                    "Choose another name.", e);
        } catch (IOException e) {
            throw failure("store", target, object, e);
        } finally {
            discard(temporary);
        }
    }

    private static InputStream open(Object body) throws IOException {
        return body instanceof SealedInput sealed ? sealed.openStream() : (InputStream) body;
    }

    private static void link(Path temporary, Path object) throws IOException {
        try {
            Files.createLink(object, temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            // a file system without links; whoever reads it meanwhile finds less than all of it
            Files.write(object, Files.readAllBytes(temporary), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
    }

    private static void write(InputStream in, Path file, String object, long length, String md5, boolean lasting)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING, LinkOption.NOFOLLOW_LINKS)) {
            MessageDigest digest = md5();
            long written = copy(in, channel, digest);
            if (lasting) {
                channel.force(true);
            }
            if (written != length || !HexFormat.of().formatHex(digest.digest()).equals(md5)) {
                throw new BactrianException(ErrorKind.UPLOAD_CORRUPTED,
                        "File " + object + " was corrupted on its way to the store",
                        "Nothing was stored under its name; run the backup again");
            }
        }
    }

    private static long copy(InputStream in, FileChannel to, MessageDigest digest) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long written = 0;
        for (int count; (count = in.read(buffer.array(), 0, BUFFER)) >= 0;) {
            digest.update(buffer.array(), 0, count);
            buffer.clear().limit(count);
            while (buffer.hasRemaining()) {
                written += to.write(buffer);
            }
        }
        return written;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** Opens an object; the caller closes the stream. */
    public InputStream get(String target, String object) {
        try {
            return Files.newInputStream(object(Target.of(target).folder(), object));
        } catch (IOException e) {
            throw failure("read", target, object, e);
        }
    }

    /**
     * Lists the objects.
     *
     * @param target the folder's URL
     * @param create whether to make the folder if it is missing; may be null for no
     */
    public List<StoredObject> list(String target, Boolean create) {
        Path folder = Target.of(target).folder();
        List<StoredObject> objects = new ArrayList<>();
        try {
            if (Boolean.TRUE.equals(create)) {
                Files.createDirectories(folder);
            }
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    StoredObject object = describe(entry);
                    if (object != null && !object.name().endsWith(TEMPORARY_SUFFIX)) {
                        objects.add(object);
                    }
                }
            }
            return objects;
        } catch (DirectoryIteratorException e) {
            throw failure("list", target, "", e.getCause());
        } catch (IOException e) {
            throw failure("list", target, "", e);
        }
    }

    /** Describes an object; null if there is none. */
    public StoredObject stat(String target, String object) {
        try {
            return describe(object(Target.of(target).folder(), object));
        } catch (IOException e) {
            throw failure("look at", target, object, e);
        }
    }

    /** Removes an object; one that is not there is no error. */
    public void delete(String target, String object) {
        try {
            Path folder = Target.of(target).folder();
            if (Files.deleteIfExists(object(folder, object))) {
                sync(folder);
            }
        } catch (IOException e) {
            throw failure("delete", target, object, e);
        }
    }

    /** Removes the folder itself if nothing is in it. */
    public void removeEmpty(String target) {
        try {
            Files.deleteIfExists(Target.of(target).folder());
        } catch (DirectoryNotEmptyException e) {
            // somebody uses it by now
        } catch (IOException e) {
            throw failure("remove", target, "", e);
        }
    }

    private static Path object(Path folder, String object) {
        if (object.isEmpty() || object.contains("/") || object.equals(".") || object.equals("..")) {
            throw new IllegalArgumentException("not an object's name: " + object);
        }
        return folder.resolve(object);
    }

    private static StoredObject describe(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? new StoredObject(file.getFileName().toString(), attributes.size(),
                            attributes.lastModifiedTime().toInstant())
                    : null;
        } catch (NoSuchFileException e) {
            return null; // gone since it was listed, or a dangling link
        }
    }

    /** Makes a rename or a removal last: the folder itself has to reach the disk. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // it is not under an object's name; the next put of the same object replaces it
        }
    }

    private static BactrianException failure(String operation, String target, String object, IOException e) {
        String what = "Cannot " + operation + " " + (object.isEmpty() ? target : object + " in " + target);
        if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
            return new BactrianException(ErrorKind.STORE_NOT_FOUND, what + ": it is not there",
                    "Check the URL; a backup makes the folder, other commands do not", e);
        }
        if (e instanceof AccessDeniedException) {
            return new BactrianException(ErrorKind.STORE_PERMISSION, what + ": permission denied",
                    "Check who may read and write the folder", e);
        }
        String reason = String.valueOf(e.getMessage());
        if (reason.contains("No space left") || reason.contains("quota exceeded")) {
            return new BactrianException(ErrorKind.STORE_NO_SPACE, what + ": no space left on the device",
                    "Make room or take another target; nothing incomplete was kept under its name", e);
        }
        return new BactrianException(ErrorKind.STORE_FAILED, what + ": " + reason, "Check the disk", e);
    }
}
