package org.bactrian.route;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.ReadRequest;

/** Refuses to restore over something that is there, unless that was asked for (spec 7.6). */
public final class CheckRestoreFolder implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        ReadRequest request = Run.request(exchange, ReadRequest.class);
        Path folder = request.folder().toAbsolutePath();
        if (!request.target().force() && Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !isEmptyFolder(folder)) {
            throw new BactrianException(ErrorKind.RESTORE_TARGET_EXISTS,
                    "Restore destination directory " + request.folder() + " already exists.\nWill not overwrite.",
                    "Name a folder that does not exist or is empty, or use --force");
        }
        Path parent = folder.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new BactrianException(ErrorKind.USER_ERROR, "There is no folder " + parent + " to restore into",
                    "Make it first");
        }
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        } catch (NotDirectoryException e) {
            return false;
        }
    }
}
