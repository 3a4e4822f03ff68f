package org.bactrian.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.SetObject;
import org.bactrian.chain.archive.SignerNotes;
import org.bactrian.chain.status.SetSignature;
import org.bactrian.request.StatusRequest;

/**
 * Who signed which set, as far as it is noted in the archive directory. The body becomes the manifests that have to be read
 * for it; none if the secret that opens them would have to be asked for.
 */
public final class FindSigners implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        Signatures signatures = new Signatures(exchange, SignerNotes.read(run.archive()));
        StatusRequest request = Run.request(exchange, StatusRequest.class);
        List<SetObject> unread = new ArrayList<>();
        if (request.fileChanged() == null && request.changesInSet() == null) {
            Stream.of(run.sets().chains().stream().flatMap(chain -> Stream.concat(chain.sets().stream(), chain.hidden().stream())),
                    run.sets().orphaned().stream(), run.sets().incomplete().stream()).flatMap(sets -> sets)
                    .map(BackupSet::manifest).flatMap(Optional::stream).forEach(manifest -> {
                        signatures.put(manifest, signatures.known(manifest));
                        if (signatures.known(manifest) == null) {
                            unread.add(manifest);
                        }
                    });
        }
        if (!unread.isEmpty() && run.seals().openingUnasked(".gpg").isEmpty()) {
            unread.forEach(manifest -> signatures.put(manifest,
                    SetSignature.unknown("it is encrypted, and no passphrase is given (PASSPHRASE)")));
            unread.clear();
        }
        exchange.getMessage().setBody(unread);
    }
}
