package org.bactrian.route;

import java.nio.file.Files;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.ReadRequest;

/** Sees to it that there is something to compare with, before anything is fetched. */
public final class CheckVerifyFolder implements Processor {
    @Override
    public void process(Exchange exchange) {
        ReadRequest request = Run.request(exchange, ReadRequest.class);
        if (!Files.exists(request.folder())) {
            throw new BactrianException(ErrorKind.VERIFY_FOLDER_MISSING,
                    "Verify directory " + request.folder() + " does not exist", "Check its name.");
        }
    }
}
