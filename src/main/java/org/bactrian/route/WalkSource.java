package org.bactrian.route;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Iterator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.NameText;
import org.bactrian.log.RunLog;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.request.HasTarget;
import org.bactrian.request.ReadRequest;
import org.bactrian.source.EntryName;
import org.bactrian.source.RawPath;
import org.bactrian.source.Selector;
import org.bactrian.source.SourceEntry;
import org.bactrian.source.Walk;
import org.bactrian.source.WalkListener;

/**
 * The body becomes the selected entries of a folder, lazily and in archive order: of the source of a backup, or of what a
 * verification compares with.
 */
public final class WalkSource implements Processor {
    private InputStream standardInput = System.in;

    /** Another standard input than the process's, for tests. */
    public void setStandardInput(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public void process(Exchange exchange) {
        Clock clock = Run.clock(exchange);
        if (Run.request(exchange, HasTarget.class) instanceof BackupRequest backup) {
            Instant now = backup.chain().now();
            walk("reading", exchange, Path.of(backup.source()), backup.selection(), now == null ? Run.clock(exchange) : Clock.fixed(now, ZoneOffset.UTC));
        } else {
            ReadRequest read = Run.request(exchange, ReadRequest.class);
            walk("comparing", exchange, read.folder(), read.selection(), Run.clock(exchange));
        }
    }

    private void walk(String what, Exchange exchange, Path root, SelectionOptions options, Clock now) {
        Run run = Run.of(exchange);
        byte[] typed = RawPath.bytes(root);
        String separator = run.target().separator();
        RequestedSelection requested = new RequestedSelection(now, ZoneId.systemDefault(),
                separator == null ? ':' : separator.charAt(0), standardInput);
        Selector selector = requested.compile(options, typed, run.log()::notice);
        Walk walk = new Walk(root, typed, selector, options.followLinks(), new Listener(run.log()));
        exchange.getMessage().setBody(new Watched(run, what, walk));
    }

    /** Ends with the run, and tells it where it is. */
    private record Watched(Run run, String what, Walk walk) implements Iterator<SourceEntry> {
        @Override
        public boolean hasNext() {
            run.checkStop();
            return walk.hasNext();
        }

        @Override
        public SourceEntry next() {
            SourceEntry entry = walk.next();
            run.doing(what, entry.name());
            return entry;
        }
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
