package org.bactrian.route;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.request.HasTarget;
import org.bactrian.request.ReadRequest;
import org.bactrian.source.RawPath;
import org.bactrian.source.Selector;
import org.bactrian.source.select.SelectionRules;

/**
 * Checks the selection rules of a request and reads the lists they name, before anything is asked of a store or a user. The exchange
 * property {@value #SELECTOR} becomes the {@link Selector}.
 */
public final class CompileSelection implements Processor {
    /** Exchange property: what is taken. */
    static final String SELECTOR = "BactrianSelector";

    private InputStream standardInput = System.in;
    private boolean archived;

    /** Another standard input than the process's, for tests. */
    public void setStandardInput(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /** Whether the rules are about paths in the archive, relative to its root, instead of paths from the folder as typed. */
    public void setArchived(boolean archived) {
        this.archived = archived;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.setProperty(SELECTOR, compile(exchange));
    }

    private Selector compile(Exchange exchange) {
        if (Run.request(exchange, HasTarget.class) instanceof BackupRequest backup) {
            Instant now = backup.chain().now();
            return compile(exchange, backup, backup.selection(), RawPath.bytes(Path.of(backup.source())),
                    now == null ? Run.clock(exchange) : Clock.fixed(now, ZoneOffset.UTC));
        }
        ReadRequest read = Run.request(exchange, ReadRequest.class);
        return compile(exchange, read, read.selection(), archived ? SelectionRules.RELATIVE : RawPath.bytes(read.folder()),
                Run.clock(exchange));
    }

    private Selector compile(Exchange exchange, HasTarget request, SelectionOptions options, byte[] root, Clock now) {
        String separator = request.target().separator();
        RequestedSelection requested = new RequestedSelection(now, ZoneId.systemDefault(),
                separator == null ? ':' : separator.charAt(0), standardInput);
        return requested.compile(options, root, Run.log(exchange)::notice);
    }
}
