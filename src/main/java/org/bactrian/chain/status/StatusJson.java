package org.bactrian.chain.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Finding;

/**
 * The collection as JSON, for programs. The fields are stable; new ones may be added.
 * <pre>
 * {
 *   "last_full":  "2024-01-07T00:00:00Z" or null,
 *   "chains": [                             by end time
 *     { "start": T, "end": T,
 *       "active": true,                     increments can be added to it
 *       "sets": [ SET, … ], "hidden": [ SET, … ] } ],
 *   "orphaned":   [ SET, … ],               increments that no chain leads to
 *   "incomplete": [ SET, … ],               without a manifest: unfinished, or being made right now
 *   "findings": [ { "kind": "MISSING_VOLUME", "set": T or null, "objects": [ … ], "sentence": "…" } ]
 * }
 * SET = { "type": "full" or "inc", "start": T or null, "time": T, "volumes": 2, "size": 1234, "encrypted": false,
 *         "signatures": true, "protected": false,      size in bytes of all its objects on the store
 *         "signed": { "state": "signed", "by": [ "434E2BBAE6884F379F750C1907AB00397A5D3DB4" ], "reason": null } }
 *                                          state: of {@link SetSignature.State}, in lower case
 * T   = UTC, whole seconds: 2024-01-07T00:00:00Z
 * </pre>
 */
public final class StatusJson {
    private StatusJson() {
    }

    /**
     * The JSON text, indented by four spaces, ASCII only, without a line end at the end.
     *
     * @param signatures whose signature a set bears
     */
    public static String of(BackupCollection collection, Function<BackupSet, SetSignature> signatures) {
        ObjectNode root = JsonStat.newObject();
        root.put("last_full", collection.lastFull().map(Instant::toString).orElse(null));
        ArrayNode chains = root.putArray("chains");
        BackupChain active = collection.active().map(BackupCollection.ActiveChain::chain).orElse(null);
        for (BackupChain chain : collection.chains()) {
            ObjectNode node = chains.addObject();
            node.put("start", chain.start().toString());
            node.put("end", chain.end().toString());
            node.put("active", chain == active);
            addSets(node.putArray("sets"), chain.sets(), collection, signatures);
            addSets(node.putArray("hidden"), chain.hidden(), collection, signatures);
        }
        addSets(root.putArray("orphaned"), collection.orphaned(), collection, signatures);
        addSets(root.putArray("incomplete"), collection.incomplete(), collection, signatures);
        ArrayNode findings = root.putArray("findings");
        collection.findings().forEach(finding -> addFinding(findings.addObject(), finding));
        return JsonStat.pretty(root);
    }

    private static void addSets(ArrayNode array, List<BackupSet> sets, BackupCollection collection,
            Function<BackupSet, SetSignature> signatures) {
        for (BackupSet set : sets) {
            ObjectNode node = array.addObject();
            node.put("type", set.id().word());
            node.put("start", set.id().start().map(Instant::toString).orElse(null));
            node.put("time", set.time().toString());
            node.put("volumes", set.volumeCount());
            node.put("size", set.size());
            node.put("encrypted", set.isEncrypted());
            node.put("signatures", set.signatures().isPresent());
            node.put("protected", collection.protections().containsKey(set.id()));
            addSigned(node.putObject("signed"), signatures.apply(set));
        }
    }

    private static void addSigned(ObjectNode node, SetSignature signature) {
        node.put("state", signature.state().name().toLowerCase(Locale.ROOT));
        signature.by().forEach(node.putArray("by")::add);
        node.put("reason", signature.reason());
    }

    private static void addFinding(ObjectNode node, Finding finding) {
        node.put("kind", finding.kind().name());
        node.put("set", finding.set().map(set -> set.time().toString()).orElse(null));
        ArrayNode objects = node.putArray("objects");
        finding.objects().forEach(objects::add);
        node.put("sentence", finding.sentence());
    }
}
