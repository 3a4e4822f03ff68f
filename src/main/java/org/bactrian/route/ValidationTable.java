package org.bactrian.route;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.RunLog;
import org.bactrian.store.check.CheckResult;
import org.bactrian.store.check.CheckResult.Outcome;

/** The table that {@code validate-target} prints: a line a check, as text or as JSON, and a last one that counts them. One thread. */
final class ValidationTable {
    /** Exchange property: this table. */
    static final String PROPERTY = "BactrianValidationTable";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final RunLog log;
    private final boolean json;

    ValidationTable(RunLog log, boolean json) {
        this.log = log;
        this.json = json;
    }

    void add(CheckResult result) {
        counts.merge(result.outcome(), 1, Integer::sum);
        print(json ? line(result) : result.toString());
    }

    /** How many ended so. */
    int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    void close() {
        if (!json) {
            print("%d checks: %d ok, %d missing, %d wrong".formatted(total(), count(Outcome.OK), count(Outcome.MISSING), count(Outcome.WRONG)));
        }
    }

    private static String line(CheckResult result) {
        ObjectNode line = JSON.createObjectNode().put("check", result.name())
                .put("outcome", result.outcome().name().toLowerCase(Locale.ROOT)).put("millis", result.time().toMillis());
        return (result.detail().isEmpty() ? line : line.put("detail", result.detail())).toString();
    }

    private void print(String line) {
        log.result(Level.NOTICE, Code.GENERIC, "", line);
    }
}
