package org.bactrian.route;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.KnownEntries;
import org.bactrian.backup.KnownEntry;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.status.ListText;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.NameText;
import org.bactrian.request.ReadRequest;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryType;

/**
 * Says all entries at a time, one after the other, from the signatures alone (spec 7.3): a line each, or as JSON an object
 * with {@code path}, {@code type} (reg, dir, sym, fifo, chr, blk), {@code mode} (octal), {@code uid}, {@code gid},
 * {@code user}, {@code group}, {@code mtime} (seconds since 1970) and, of a link, {@code target}. Sizes are not known:
 * signatures do not keep them.
 */
public final class ListFiles implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        ReadRequest request = Run.request(exchange, ReadRequest.class);
        Instant time = run.stateAt(request.time(), Run.clock(exchange));
        ZoneId zone = ZoneId.systemDefault();
        try (KnownEntries entries = run.knownAt(run.sets().chainAt(time).setsUpTo(time).stream().map(BackupSet::id).toList())) {
            for (KnownEntry known = entries.peek(); known != null; known = entries.peek()) {
                run.checkStop();
                Entry entry = known.entry();
                run.log().result(Level.INFO, Code.ENTRY_LISTED, ListText.record(entry),
                        request.json() ? json(entry) : NameText.of(ListText.line(entry, zone)));
                entries.skip();
            }
        }
        exchange.getMessage().setBody(null);
    }

    private static String json(Entry entry) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("path", entry.name().isRoot() ? "." : NameText.of(entry.name().toBytes()));
        object.put("type", entry.type().label());
        object.put("mode", String.format("%04o", entry.mode()));
        object.put("uid", entry.uid());
        object.put("gid", entry.gid());
        object.put("user", entry.userName());
        object.put("group", entry.groupName());
        object.put("mtime", entry.mtime());
        if (entry.type() == EntryType.SYMLINK) {
            object.put("target", NameText.of(entry.linkTarget()));
        }
        return object.toString();
    }
}
