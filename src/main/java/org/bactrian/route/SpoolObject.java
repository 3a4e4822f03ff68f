package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.CountedInput;
import org.bactrian.seal.Spool;
import org.bactrian.store.StoreHeaders;

/**
 * Takes an object from the store's stream to a place where it can be read twice: memory, or a file without a name. The
 * body becomes a {@link Spool}, closed by whoever reads the object in the end.
 */
public final class SpoolObject implements Processor {
    /** Exchange property: a {@link LongAdder} that takes how many sealed bytes of the object were read here; there may be none. */
    static final String READ = "BactrianSealedRead";

    @Override
    public void process(Exchange exchange) throws Exception {
        String object = exchange.getMessage().getHeader(StoreHeaders.OBJECT, String.class);
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        Run run = Run.of(exchange);
        try (InputStream in = new CountedInput(exchange.getMessage().getMandatoryBody(InputStream.class), count -> {
            run.checkStop();
            run.transferred(count);
        })) {
            Spool spool = Spool.of(in, object, folder);
            LongAdder read = exchange.getProperty(READ, LongAdder.class);
            if (read != null) {
                spool.onRead(read::add);
            }
            exchange.getMessage().setBody(spool);
        } catch (java.nio.file.FileSystemException e) {
            throw new BactrianException(ErrorKind.TEMP_SPACE, "Cannot keep " + object + " in " + folder + ": "
                    + e.getReason(), "Make room there, or name another folder with --tempdir", e);
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.STORE_FAILED, "Cannot read " + object + " from the store: " + e.getMessage(),
                    "It is asked for again; if that does not help, check the store or the way to it", e);
        }
    }
}
