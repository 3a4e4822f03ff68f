package org.bactrian.route;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.NewSet;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Leftovers;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.SetId;
import org.bactrian.chain.archive.Journal;
import org.bactrian.chain.archive.RemovalNote;

/**
 * The body becomes the sets that earlier runs have left unfinished and this one does not go on with, or not with all of their
 * volumes; also what is left of those whose removal was broken off. What duplicity keeps of its own unfinished sets is removed from the
 * archive directory: it does not tell whether the source still is what it was, so such a set is never gone on with. Another host's
 * unfinished set goes only under a lease, and only when the store got nothing of it for a day; but that of the dead run of a host of this name
 * whose lease was taken over goes at once, which is so when a run was killed and the archive directory lost.
 */
public final class FindLeftovers implements Processor {
    /** Whoever still works at a set adds a volume to it within this time. */
    private static final Duration ABANDONED = Duration.ofHours(24);

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        NewSet set = run.newSet();
        Journal journal = exchange.getProperty(ReadJournal.JOURNAL, Journal.class);
        RemovalNote removal = RemovalNote.read(run.archive(), run.names());
        Set<SetId> noted = new HashSet<>(removal.begun());
        if (run.sets().incomplete().stream().noneMatch(each -> removal.begun().contains(each.id()))) {
            removal.discard();
        }
        if (journal != null) {
            noted.add(journal.begin().set());
        }
        Leftovers leftovers = new Leftovers(run.sets(), run.archive().names(), run.names(), noted);
        for (BackupSet lost : leftovers.lost()) {
            run.log().warning("The " + lost.id() + " has no manifest on the store but may have had one; it is left alone. "
                    + "See what is left of it with check, or remove it with cleanup --force");
        }
        dropPartial(run, leftovers);
        List<BackupSet> found = new ArrayList<>(leftovers.unfinished());
        found.removeAll(perhapsInWork(run, found.stream().filter(each -> !leftovers.isOwn(each)).toList()));
        found.removeIf(each -> Leftovers.objects(each, keptOf(each, set)).isEmpty());
        exchange.getMessage().setBody(found);
    }

    /** Of others' sets those that somebody who knows no lease may still be at, or that another host may go on with. */
    private static List<BackupSet> perhapsInWork(Run run, List<BackupSet> others) {
        if (others.isEmpty()) {
            return others;
        }
        Instant old = run.lease().map(lease -> lease.storeTime().minus(ABANDONED)).orElse(Instant.MIN);
        List<BackupSet> young = others.stream().filter(set -> !Leftovers.lastStored(set).isBefore(old))
                .filter(set -> run.lease().filter(lease -> lease.isLeftByPredecessor(set.id().time())).isEmpty()).toList();
        young.forEach(set -> run.log().notice("The " + set.id() + " is unfinished and not of this host; it is left alone until nothing was"
                + " added to it for " + ABANDONED.toHours() + " hours (or cleanup --force)"));
        return young;
    }

    /** How many volumes of a set stay, from the first. */
    static int keptOf(BackupSet set, NewSet continued) {
        return set.id().equals(continued.id()) ? continued.kept().size() : 0;
    }

    private static void dropPartial(Run run, Leftovers leftovers) throws IOException {
        NameScheme names = run.names();
        for (String file : run.archive().names()) {
            boolean partial = names.parse(file).filter(name -> name.partial() && leftovers.partial().contains(name.set())).isPresent();
            if (partial) {
                run.log().info("Deleting " + run.archive().folder().resolve(file) + ", of a backup that duplicity did not finish");
                run.archive().delete(file);
            }
        }
    }
}
