package org.bactrian.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.status.JsonStat;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.NameText;

/**
 * The JSON of {@code collection-status --show-changes-in-set I --jsonstat} (spec 7.2): one object, a key a set
 * ({@code full-T}, {@code inc-T}) with {@code json_stat}, its stored statistics or {@code {}}, and {@code files_changed},
 * from names to {@code new}, {@code changed}, {@code deleted}.
 */
final class SetChangesJson {
    private static final JsonMapper JSON = new JsonMapper();

    private SetChangesJson() {
    }

    /**
     * Makes it.
     *
     * @param sets       of the chain, oldest first
     * @param fromNewest which: 0 the newest; −1 all
     */
    static String of(Run run, List<BackupSet> sets, int fromNewest) throws IOException {
        if (fromNewest >= sets.size()) {
            throw new BactrianException(ErrorKind.USAGE, "There is no set " + fromNewest + " in the latest chain, which has "
                    + sets.size(), "0 is the newest, " + (sets.size() - 1) + " the full, -1 means all");
        }
        ObjectNode all = JSON.createObjectNode();
        for (BackupSet set : fromNewest < 0 ? sets : List.of(sets.get(sets.size() - 1 - fromNewest))) {
            ObjectNode one = all.putObject(JsonStat.key(set.id()));
            one.set("json_stat", stored(run, set));
            ObjectNode changed = one.putObject("files_changed");
            ShowStatus.readChanges(run, set.id(), change -> changed.put(NameText.of(change.name().toBytes()),
                    change.mark().word()));
        }
        return all.toPrettyString();
    }

    private static JsonNode stored(Run run, BackupSet set) throws IOException {
        Optional<InputStream> kept = run.archive().openJsonstat(set.id());
        if (kept.isEmpty()) {
            return JSON.createObjectNode();
        }
        try (InputStream in = kept.get()) {
            return JSON.readTree(JsonStat.read(in, "the statistics of the " + set.id()).toBytes());
        }
    }
}
