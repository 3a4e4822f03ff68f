package org.bactrian.route;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest;

/** Refuses a backup of what is not there, before a store or an archive directory is made for it. */
public final class RequireSource implements Processor {
    @Override
    public void process(Exchange exchange) {
        String source = Run.request(exchange, BackupRequest.class).source();
        if (!Files.exists(Path.of(source), LinkOption.NOFOLLOW_LINKS)) {
            throw new BactrianException(ErrorKind.SOURCE_MISSING, "Backup source directory " + source + " does not exist.",
                    "Check its name.");
        }
    }
}
