package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.FileChange;
import org.bactrian.chain.Finding;
import org.bactrian.chain.ManifestReader;
import org.bactrian.chain.SetId;
import org.bactrian.chain.status.FileChangesText;
import org.bactrian.chain.status.StatusJson;
import org.bactrian.chain.status.StatusText;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.request.StatusRequest;
import org.bactrian.source.EntryName;

/** Says what {@code collection-status} shows (spec 7.2). */
public final class ShowStatus implements Processor {
    private final ZoneId zone = ZoneId.systemDefault();

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        StatusRequest request = Run.request(exchange, StatusRequest.class);
        List<String> lines = new ArrayList<>();
        if (request.fileChanged() != null) {
            lines.addAll(fileHistory(run, EntryName.of(request.fileChanged())));
        } else if (request.changesInSet() != null) {
            if (request.jsonstat()) {
                lines.add(SetChangesJson.of(run, activeSets(run), request.changesInSet()));
            } else {
                changesInSet(run, request.changesInSet(), lines::add);
            }
        } else if (request.json()) {
            lines.add(StatusJson.of(run.sets(), Signatures.of(exchange)::of));
        } else {
            lines.addAll(StatusText.lines(run.sets(), run.archive().folder(), zone));
            sayMissing(run);
        }
        run.log().result(Level.INFO, Code.COLLECTION_STATUS, "\n" + String.join("\n", StatusText.record(run.sets())),
                String.join("\n", lines));
        exchange.getMessage().setBody(null);
    }

    /** Missing volumes are what duplicity does not see (spec 13.8); the other findings are in its own text. */
    private static void sayMissing(Run run) {
        for (Finding finding : run.sets().findings()) {
            switch (finding.kind()) {
                case MISSING_VOLUME, MISSING_SET, DUPLICATE_OBJECT, HIDDEN_SET, OVERLAPPING_CHAINS ->
                    run.log().say(Level.WARNING, Code.GENERIC, "", "Warning: " + finding.sentence()
                            + (finding.objects().isEmpty() ? "" : " " + String.join(", ", finding.objects())));
                default -> run.log().info(finding.sentence());
            }
        }
    }

    private List<String> fileHistory(Run run, EntryName file) throws IOException {
        List<FileChangesText.Change> history = new ArrayList<>();
        for (BackupSet set : activeSets(run)) {
            readChanges(run, set.id(), change -> {
                if (change.name().equals(file)) {
                    history.add(new FileChangesText.Change(set.id(), change.mark()));
                }
            });
        }
        return FileChangesText.ofFile(file, history, zone);
    }

    private void changesInSet(Run run, int fromNewest, Consumer<String> out) throws IOException {
        List<BackupSet> sets = activeSets(run);
        if (fromNewest < 0 || fromNewest >= sets.size()) {
            throw new BactrianException(ErrorKind.USAGE, "There is no set " + fromNewest + " in the latest chain, which has "
                    + sets.size(), "0 is the newest, " + (sets.size() - 1) + " the full");
        }
        SetId set = sets.get(sets.size() - 1 - fromNewest).id();
        FileChangesText.ofSet(set.time(), receiver -> readChanges(run, set, receiver), zone, out);
    }

    private static List<BackupSet> activeSets(Run run) {
        return run.sets().active().map(BackupCollection.ActiveChain::chain).orElseThrow(() -> new BactrianException(
                ErrorKind.NOTHING_TO_RESTORE, "There is no backup chain with signatures", "Run a backup first")).sets();
    }

    static void readChanges(Run run, SetId set, Consumer<FileChange> receiver) throws IOException {
        try (InputStream in = run.archive().openManifest(set).orElseThrow(() -> new BactrianException(
                ErrorKind.MANIFEST_UNREADABLE, "The manifest of the " + set + " is not in " + run.archive().folder(),
                "Run list-current-files once; it copies what is missing from the store"))) {
            ManifestReader.read(in, "the manifest of the " + set, receiver);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
