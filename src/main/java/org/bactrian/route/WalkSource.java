package org.bactrian.route;

import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.NameText;
import org.bactrian.log.RunLog;
import org.bactrian.request.BackupRequest;
import org.bactrian.source.EntryName;
import org.bactrian.source.RawPath;
import org.bactrian.source.Selector;
import org.bactrian.source.Walk;
import org.bactrian.source.WalkListener;

/** The body becomes the entries of the source, lazily and in archive order. */
public final class WalkSource implements Processor {
    @Override
    public void process(Exchange exchange) {
        BackupRequest request = Run.request(exchange, BackupRequest.class);
        Path root = Path.of(request.source());
        byte[] shown = RawPath.bytes(root);
        exchange.getMessage().setBody(new Walk(root, shown, Selector.everything(),
                request.selection().followLinks(), new Listener(Run.of(exchange).log())));
    }

    /** Tells the run's log what the walk leaves out; unreadable entries are counted where they are compared. */
    private record Listener(RunLog log) implements WalkListener {
        @Override
        public void unreadable(byte[] fullPath, String reason) {
            log.say(Level.WARNING, Code.WARNING_CANNOT_READ, NameText.quoted(fullPath),
                    "Error accessing possibly locked file " + NameText.of(fullPath) + ": " + reason);
        }

        @Override
        public void vanished(byte[] fullPath) {
            log.say(Level.INFO, Code.GENERIC, "", "Vanished before it could be read: " + NameText.of(fullPath));
        }

        @Override
        public void skippedSocket(byte[] fullPath) {
            log.say(Level.INFO, Code.SOCKET_SKIPPED, NameText.quoted(fullPath), "Skipping socket " + NameText.of(fullPath));
        }

        @Override
        public void negativeTime(EntryName name) {
            log.warning("Warning: " + name + " has negative mtime, treating as 0.");
        }
    }
}
