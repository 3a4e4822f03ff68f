package org.bactrian.route;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
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
import org.bactrian.source.Ahead;
import org.bactrian.source.SourceEntry;
import org.bactrian.source.Walk;
import org.bactrian.source.WalkAhead;
import org.bactrian.source.WalkListener;
import org.bactrian.source.select.OwnFolders;
import org.bactrian.store.Target;

/**
 * The body becomes the selected entries of a folder, lazily and in archive order: of the source of a backup, or of what a
 * verification compares with. To be done after {@link CompileSelection}.
 */
public final class WalkSource implements Processor {
    private int threads = 1;

    /** With more than one, or 0 for as many as there are processors, the entries are looked at before their turn by a thread of their own. */
    public void setThreads(int threads) {
        this.threads = threads == 0 ? java.lang.Runtime.getRuntime().availableProcessors() : threads;
    }

    @Override
    public void process(Exchange exchange) {
        if (Run.request(exchange, HasTarget.class) instanceof BackupRequest backup) {
            walk("reading", exchange, Path.of(backup.source()), backup.selection());
        } else {
            ReadRequest read = Run.request(exchange, ReadRequest.class);
            walk("comparing", exchange, read.folder(), read.selection());
        }
    }

    private void walk(String what, Exchange exchange, Path root, SelectionOptions options) {
        Run run = Run.of(exchange);
        Selector rules = exchange.getProperty(CompileSelection.SELECTOR, Selector.class);
        Selector selector = new OwnFolders(rules, ownFolders(run), run.log()::notice);
        Walk walk = new Walk(root, RawPath.bytes(root), selector, options.followLinks(), new Listener(run.log()));
        exchange.getMessage().setBody(new Watched(run, what, threads > 1 ? ahead(exchange, walk) : walk));
    }

    private static Iterator<SourceEntry> ahead(Exchange exchange, Walk walk) {
        Ahead<SourceEntry> ahead = WalkAhead.of(walk);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                ahead.close();
            }
        });
        return ahead;
    }

    /** The archive directory, and the store if it is a folder. */
    private static List<Path> ownFolders(Run run) {
        Target target = run.target().target();
        Path archive = run.archive().folder();
        return target.scheme().equals("file") ? List.of(archive, target.folder()) : List.of(archive);
    }

    /** Ends with the run, and tells it where it is. */
    private record Watched(Run run, String what, Iterator<SourceEntry> walk) implements Iterator<SourceEntry> {
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
